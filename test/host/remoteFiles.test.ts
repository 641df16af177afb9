import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EmulatorAdmin } from '../emulator/adminClient';
import type { Fault } from '../emulator/admin/adminProtocol';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { readAsked, resetWhenCalm } from './askedRequests';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);

describe('repositories as files of the editor', () => {
  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
  });

  it('lists a repository', async () => {
    const entries = await vscode.workspace.fs.readDirectory(onSales('main'));
    assert.deepEqual(entries.map(([name]) => name).sort(), [
      'Load Sales.orch.yaml',
      'README.md',
      'ingest',
      'maintenance',
      'sql',
      'transform',
    ]);
  });

  it('opens a pipeline as such', async () => {
    const document = await vscode.workspace.openTextDocument(onSales('main', 'Load Sales.orch.yaml'));
    assert.equal(document.languageId, 'maia-pipeline');
    assert.match(document.getText(), /^type: "orchestration"/);
  });

  it('knows what a folder holds without asking again once it was listed', async () => {
    await vscode.workspace.fs.readDirectory(onSales('main', 'transform'));
    await resetWhenCalm(admin);
    const { type, size } = await vscode.workspace.fs.stat(onSales('main', 'transform/Sales facts.tran.yaml'));
    assert.equal(type, vscode.FileType.File);
    assert.ok(size > 0);
    assert.deepEqual(await readAsked(admin), []);
  });

  it('shows two branches side by side', async () => {
    const onlyThere = 'transform/Forecast by region.tran.yaml';
    assert.match(await readText(onSales('feature/X', onlyThere)), /^type: "transformation"/);
    await assert.rejects(readText(onSales('main', onlyThere)), { code: 'FileNotFound' });
    const documents = await Promise.all(
      ['main', 'feature/X'].map((branch) => vscode.workspace.openTextDocument(onSales(branch, 'README.md'))),
    );
    assert.equal(new Set(documents.map(({ uri }) => uri.toString())).size, 2);
  });
});

describe('what the editor is told when a file cannot be read', () => {
  const file = onSales('main', 'sql/checks/row_counts.sql');

  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
    await vscode.workspace.fs.readDirectory(onSales('main', 'sql/checks'));
  });
  afterEach(() => admin.clearFaults());

  const answers: readonly [trouble: string, code: string, effect: Fault['effect']][] = [
    ['it is gone (404)', 'FileNotFound', toJson(404)],
    ['the account may not read it (403)', 'NoPermissions', toJson(403)],
    ['the sign-in is not accepted, not even renewed (401)', 'NoPermissions', toJson(401)],
    ['the requests are used up (429)', 'Unavailable', { kind: 'rateLimit', retryAfter: '600' }],
    ['Bitbucket is in trouble (500)', 'Unavailable', { kind: 'htmlError', status: 500 }],
    ['Bitbucket cannot be reached', 'Unavailable', { kind: 'resetBeforeAnswer' }],
    ['a proxy answers with a page of its own', 'Unavailable', { kind: 'htmlInsteadOfJson' }],
  ];
  for (const [trouble, code, effect] of answers) {
    it(`${code} when ${trouble}`, async () => {
      await admin.addFault({ path: 'row_counts', count: 100, effect });
      await assert.rejects(readText(file), { code });
    });
  }

  it('nothing any more as soon as the trouble is over', async () => {
    assert.equal(await readText(file), 'SELECT COUNT(*) FROM FACT_SALES;\n');
  });
});

function toJson(status: number): Fault['effect'] {
  return { kind: 'json', status, body: { type: 'error', error: { message: 'No.' } } };
}
