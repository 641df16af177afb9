import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { openPipeline } from '../../../../src/vscode/files/openPipeline';
import { commandIds } from '../../../../src/vscode/ids';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf, sales } from '../../../support/fakeRemote';
import { anna, ben, createCommandHarness, feature, site } from './commandHarness';

const page = `${site}/acme/sales-analytics`;
const main: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };
const atCommit: RepositoryLocation = { repository: sales, ref: { kind: 'commit', hash: hashOf('b') } };
const opened = (location: RepositoryLocation, path: string, options: object = {}) => [
  ['vscode.open', toUri(location, path).toString(), options],
];

describe('Open Pipeline', () => {
  const editor = useFakeEditor();

  /** Starts the command without an argument and hands out the list that it shows. */
  async function begin(harness: ReturnType<typeof createCommandHarness>) {
    const done = harness.run(openPipeline);
    await settleDown();
    const picker = editor.current().pickers.at(-1) ?? assert.fail('No list was shown.');
    return { picker, done };
  }

  it('lists every pipeline that was seen before, each once, and opens one without a request', async () => {
    const harness = createCommandHarness({ accounts: [anna, ben] });
    for (const account of [anna, ben]) await harness.servicesOf(account).snapshots.fetchContent(sales, 'main');
    harness.remoteOf(anna).takeRequests();
    const { picker, done } = await begin(harness);
    assert.deepEqual(
      picker.items.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['Load.orch.yaml', 'in', 'acme/sales-analytics @ main'],
        ['Sum.tran.yaml', '', 'acme/sales-analytics @ main'],
      ],
    );
    await picker.choose('Load.orch.yaml');
    await done;
    assert.deepEqual(editor.current().executed, opened(main, 'in/Load.orch.yaml'));
    assert.deepEqual(harness.remoteOf(anna).requests, []);
  });

  it('says where pipelines come from while none was seen, and leads there', async () => {
    const { picker, done } = await begin(createCommandHarness());
    await picker.choose('No pipelines seen yet');
    await done;
    assert.deepEqual(editor.current().executed, [['maia.repositories.focus']]);
  });

  it('does nothing when the list is left', async () => {
    const { picker, done } = await begin(createCommandHarness());
    await picker.leave();
    await done;
    assert.deepEqual([editor.current().executed, editor.current().messages], [[], []]);
  });

  it('takes an address that is typed, and opens its file at its lines', async () => {
    const { picker, done } = await begin(createCommandHarness());
    await picker.type(` ${page}/src/feature/X/in/Load.orch.yaml#lines-3:9 `);
    await picker.choose('Open this address');
    await done;
    const selection = new vscode.Range(2, 0, 8, Number.MAX_SAFE_INTEGER);
    assert.deepEqual(editor.current().executed, opened(feature, 'in/Load.orch.yaml', { selection }));
  });

  const places: readonly [string, RepositoryLocation, string][] = [
    [`${page}/src/main/README.md`, main, 'README.md'],
    [`${page}/src/${hashOf('b')}/README.md`, atCommit, 'README.md'],
    [`${page}/src/bbbbbbb/README.md`, atCommit, 'README.md'],
  ];
  for (const [address, location, path] of places) {
    it(`opens the file at ${address}`, async () => {
      await createCommandHarness().run(openPipeline, address);
      assert.deepEqual(editor.current().executed, opened(location, path));
    });
  }

  for (const address of [page, `${page}/src/main/in`]) {
    it(`opens the repository as a folder at ${address}`, async () => {
      await createCommandHarness().run(openPipeline, address);
      assert.deepEqual(editor.current().executed, [
        ['vscode.openFolder', toUri(main, '').toString(), { forceNewWindow: false }],
      ]);
    });
  }

  const refused: readonly [string, RegExp][] = [
    ['sales', /^This is not an address/],
    ['https://me:secret@bitbucket.example/acme/sales', /user name or password/],
    ['https://elsewhere.example/acme/sales', /leads elsewhere than to https:\/\/bitbucket\.example/],
    [`${page}/src/main/a%00b`, /a path that no file can have/],
    [`${site}/acme`, /names no repository/],
    [`${page}/pull-requests/1`, /not one of a file or folder/],
  ];
  for (const [address, expected] of refused) {
    it(`says why it does not follow ${address}, and lets it be mended`, async () => {
      editor.current().presses.push('Try again');
      const done = createCommandHarness().run(openPipeline, address);
      await settleDown();
      const [message] = editor.current().messages;
      assert.match(message?.text ?? '', expected);
      const [picker] = editor.current().pickers;
      assert.equal(picker?.value, address);
      await picker.type(`${page}/src/main/README.md`);
      await picker.choose('Open this address');
      await done;
      assert.deepEqual(editor.current().executed, opened(main, 'README.md'));
    });
  }

  it('says when an address means no branch or commit that is there, and offers another branch', async () => {
    editor.current().presses.push('Open another branch');
    await createCommandHarness().run(openPipeline, `${page}/src/gone/README.md`);
    assert.deepEqual(
      editor.current().messages.map(({ text }) => text),
      ['acme/sales-analytics has no branch or commit that this address could mean. It may have been deleted.'],
    );
    assert.deepEqual(editor.current().executed, [[commandIds.openRepository]]);
  });

  it('asks once which of two accounts opens an address, and does nothing when the question is left', async () => {
    const harness = createCommandHarness({ accounts: [anna, ben] });
    await harness.run(openPipeline, `${page}/src/main/README.md`);
    assert.deepEqual(editor.current().questions, [
      { title: 'Account for acme/sales-analytics', labels: ['Anna', 'Ben'] },
    ]);
    assert.deepEqual(editor.current().executed, []);
    editor.current().choices.push('Ben');
    await harness.run(openPipeline, `${page}/src/main/README.md`);
    await harness.run(openPipeline, `${page}/src/main/README.md`);
    assert.equal(editor.current().questions.length, 2);
    assert.equal(editor.current().executed.length, 2);
  });

  it('offers the sign-in when nobody is signed in', async () => {
    editor.current().presses.push('Sign in');
    await createCommandHarness({ accounts: [] }).run(openPipeline, `${page}/src/main/README.md`);
    assert.deepEqual(
      editor.current().messages.map(({ text, buttons }) => [text, buttons]),
      [['You are not signed in to Bitbucket. Sign in to go on.', ['Sign in']]],
    );
    assert.deepEqual(editor.current().executed, [[commandIds.signIn]]);
  });
});
