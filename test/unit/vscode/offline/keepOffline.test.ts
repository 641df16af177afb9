import assert from 'node:assert/strict';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { OfflineBranches } from '../../../../src/repositories/offlineBranches';
import { keepOffline, stopOffline, type OfflineContext } from '../../../../src/vscode/offline/keepOffline';
import { runCommand } from '../../../../src/vscode/files/runCommand';
import { useFakeEditor } from '../../../support/fakeEditor';
import { MemoryOfflineStore } from '../../../support/memoryOfflineStore';
import { MemoryCache } from '../../../support/memoryStores';
import { anna, createCommandHarness, feature } from '../files/commandHarness';

describe('Keeping a branch available offline', () => {
  const editor = useFakeEditor();

  function createHarness() {
    const { context, remoteOf, servicesOf, log } = createCommandHarness();
    const remote = remoteOf(anna);
    const store = new MemoryOfflineStore();
    const { tips, files } = servicesOf(anna);
    const { clock } = context;
    const offline = new OfflineBranches({ api: remote.api, tips, files, cache: new MemoryCache(), store, clock });
    const offlineContext: OfflineContext = { ...context, services: () => Promise.resolve({ offline }) };
    const run = (command: typeof keepOffline) =>
      runCommand(context, () => command(offlineContext, { location: feature, accountId: anna.id }));
    const branches = () => offline.known.map(({ branch, commit }) => [branch, commit !== undefined]);
    return { remote, store, offline, run, branches, log };
  }

  const said = () => editor.current().messages.map(({ text }) => text);

  it('says what it comes to and asks once, before anything is downloaded', async () => {
    const { remote, run, branches } = createHarness();
    await run(keepOffline);
    const [question, ...others] = editor.current().messages;
    assert.equal(question?.text, 'Keep acme/sales-analytics @ feature/X available offline?');
    assert.deepEqual([question.buttons, others], [['Download'], []]);
    assert.match(question.modal?.detail ?? '', /^3 text files, 12 byte on this computer\.\n3 have to be downloaded/);
    assert.deepEqual([remote.requests.filter((it) => it.startsWith('file')), branches()], [[], []]);
  });

  it('downloads after a yes, with progress, and has nothing more to do the next time', async () => {
    const { run, branches } = createHarness();
    editor.current().presses.push('Download');
    await run(keepOffline);
    assert.deepEqual(branches(), [['feature/X', true]]);
    assert.deepEqual(editor.current().progress, ['Making acme/sales-analytics @ feature/X available offline']);
    await run(keepOffline);
    assert.match(said().at(-1) ?? '', /is available offline, and up to date/);
  });

  it('says that the disk is full, and removes what has arrived on request', async () => {
    const { store, run, branches } = createHarness();
    store.mostEntries = 5;
    editor.current().presses.push('Download', 'Remove');
    await run(keepOffline);
    assert.match(said().at(-1) ?? '', /the disk is full/);
    assert.deepEqual([branches(), [...store.entries.keys()]], [[], ['offline/book']]);
  });

  it('goes on after a full disk where it stopped', async () => {
    const { store, remote, run, branches } = createHarness();
    store.mostEntries = 5;
    editor.current().presses.push('Download');
    await run(keepOffline);
    assert.deepEqual(branches(), [['feature/X', false]]);
    store.mostEntries = Infinity;
    remote.takeRequests();
    editor.current().presses.push('Download');
    await run(keepOffline);
    assert.deepEqual(branches(), [['feature/X', true]]);
    assert.ok(remote.takeRequests().filter((it) => it.startsWith('file')).length < 3);
  });

  it('says why it failed and offers to try again when the network goes', async () => {
    const { remote, offline, run } = createHarness();
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'no');
    await run(keepOffline);
    assert.match(said()[0] ?? '', /^Bitbucket cannot be reached/);
    assert.deepEqual(editor.current().messages[0]?.buttons, ['Try again']);
    assert.deepEqual(offline.known, []);
  });

  it('stops when the user says so, without a request', async () => {
    const { remote, store, run, branches } = createHarness();
    editor.current().presses.push('Download');
    await run(keepOffline);
    remote.takeRequests();
    await run(stopOffline);
    assert.deepEqual([remote.requests, branches(), [...store.entries.keys()]], [[], [], ['offline/book']]);
    await run(stopOffline);
    assert.match(said().at(-1) ?? '', /No branch of this repository is kept offline/);
  });
});
