import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { readAsked, resetWhenCalm } from './askedRequests';
import { pressing } from './pressing';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

describe('a branch that is kept offline', () => {
  const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);
  const repository = { workspace: 'acme', slug: 'sales-analytics' };
  const location = { repository, ref: { kind: 'branch', name: 'feature/X' } };

  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
    await pressing('Download', async () => {
      await vscode.commands.executeCommand(commandIds.keepOffline, { location });
    });
    await admin.addFault({ path: '', count: 10_000, effect: { kind: 'resetBeforeAnswer' } });
  });
  after(() => admin.clearFaults());

  it('is there without a network, with every folder and every text file', async () => {
    let files = 0;
    const visit = async (path: string): Promise<void> => {
      for (const [name, type] of await vscode.workspace.fs.readDirectory(onSales('feature/X', path))) {
        const below = path === '' ? name : `${path}/${name}`;
        if (type === vscode.FileType.Directory) await visit(below);
        else {
          await vscode.workspace.fs.readFile(onSales('feature/X', below));
          files++;
        }
      }
    };
    await visit('');
    assert.ok(files > 5, `${files} files`);
  });

  it('does not make other branches readable that were never read', async () => {
    await assert.rejects(readText(onSales('release/2026.11', 'sql/checks/row_counts.sql')), { code: 'Unavailable' });
  });

  it('is no longer kept when the user says so, and costs nothing', async () => {
    await admin.clearFaults();
    await resetWhenCalm(admin);
    await vscode.commands.executeCommand(commandIds.stopOffline, { location });
    assert.deepEqual(await readAsked(admin), []);
  });
});
