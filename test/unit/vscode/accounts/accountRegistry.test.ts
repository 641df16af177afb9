import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultEndpoints, type Endpoints } from '../../../../src/auth/endpoints';
import type { Session } from '../../../../src/auth/session';
import type { SessionsChange, TokenSource } from '../../../../src/auth/sessions';
import { Emitter } from '../../../../src/base/event';
import { toCacheFolder } from '../../../../src/vscode/accounts/accountCache';
import { AccountRegistry } from '../../../../src/vscode/accounts/accountRegistry';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { fakeFetch, json, type FakeAnswer } from '../../../support/fakeFetch';
import { MemoryState } from '../../../support/memoryStores';
import { createTemporaryFolder, type TemporaryFolder } from '../../../support/temporaryFolder';

const toSession = (id: string): Session => ({
  id: `session-${id}`,
  account: { id, label: id },
  scopes: ['account', 'repository:write'],
  hasEnded: false,
});
const noChange: SessionsChange = { added: [], removed: [], signedOut: [], changed: [], signedInAgain: [] };
const elsewhere: Endpoints = { ...defaultEndpoints, apiUrl: 'https://bitbucket.example/2.0' };

describe('AccountRegistry', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = createTemporaryFolder('accounts');
  });
  afterEach(() => {
    folder.remove();
  });

  function createHarness({ answers = [] }: { readonly answers?: readonly FakeAnswer[] } = {}) {
    const now = {
      sessions: [toSession('anna'), toSession('ben')],
      endpoints: defaultEndpoints as Endpoints | undefined,
    };
    const onDidChange = new Emitter<SessionsChange>();
    const logged: string[] = [];
    const log = (message: string) => void logged.push(message);
    const failures: Error[] = [];
    /** Whose tokens, and of which Bitbucket, were asked for. */
    const bound: string[] = [];
    const tokenSource = (accountId: string): TokenSource => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      const token = `${accountId} at ${now.endpoints?.apiUrl ?? 'nothing'}`;
      bound.push(token);
      return { getAccessToken: () => Promise.resolve(token), renewAccessToken: () => assert.fail('Nothing expired.') };
    };
    const { fetch, requests } = fakeFetch(...answers);
    const registry = new AccountRegistry({
      sessions: { getSessions: () => Promise.resolve(now.sessions), tokenSource, onDidChange: onDidChange.event },
      readEndpoints: () => now.endpoints,
      fetch,
      state: new MemoryState(),
      clock: new FakeClock(),
      log: { debug: log, info: log, warn: log, error: log },
      storageFolder: folder.path,
    });
    const keepSomething = (accountId: string, { apiUrl } = defaultEndpoints) => {
      const kept = toCacheFolder(folder.path, apiUrl, accountId);
      mkdirSync(kept, { recursive: true });
      writeFileSync(join(kept, 'a-file'), 'private');
      return kept;
    };
    const takeOut = (ids: readonly string[]) => {
      const isMeant = ({ account }: Session) => ids.includes(account.id);
      const removed = now.sessions.filter(isMeant);
      now.sessions = now.sessions.filter((session) => !isMeant(session));
      return removed;
    };
    /** Signs out; resolves when the log says what became of the files. */
    const remove = async (...ids: string[]) => {
      const removed = takeOut(ids);
      const before = logged.length;
      onDidChange.fire({ ...noChange, removed, signedOut: removed });
      const endMs = Date.now() + 5000;
      while (logged.length === before && Date.now() < endMs) await new Promise(setImmediate);
    };
    /** Other settings than those that the sessions belong to. */
    const park = async (...ids: string[]) => {
      onDidChange.fire({ ...noChange, removed: takeOut(ids) });
      await settleDown();
    };
    return { registry, now, failures, bound, requests, logged, keepSomething, remove, park, onDidChange };
  }

  it('makes the services of an account once', async () => {
    const { registry, bound } = createHarness();
    const [first, again] = await Promise.all([registry.services('anna'), registry.services('anna')]);
    assert.equal(first, again);
    assert.equal(await registry.services('anna'), first);
    assert.notEqual(await registry.services('ben'), first);
    assert.equal(bound.length, 2);
  });

  it('keeps drafts apart from what signing out removes, and for every Bitbucket its own', async () => {
    const { registry, now, keepSomething, remove } = createHarness();
    keepSomething('anna');
    const { drafts } = (await registry.services('anna')).workingTree({ workspace: 'acme', slug: 'sales' }, 'main');
    const change = { kind: 'content', bytes: new Uint8Array([1]), mode: 'file' } as const;
    await drafts.save([{ path: 'a.sql', base: undefined, change }]);
    await remove('anna');
    const scopes = await (await registry.drafts()).listScopes();
    assert.deepEqual(
      scopes.map(({ scope, count }) => [scope.accountId, scope.branch, count]),
      [['anna', 'main', 1]],
    );
    now.endpoints = elsewhere;
    assert.deepEqual(await (await registry.drafts()).listScopes(), []);
    registry.dispose();
  });

  it('binds services to the Bitbucket that is set when they are asked for, whatever is set a moment later', async () => {
    const { registry, now, bound, requests } = createHarness({
      answers: [json({ uuid: '{1}', display_name: 'Anna' })],
    });
    const asked = registry.services('anna');
    now.endpoints = elsewhere;
    await (await asked).api.fetchUser();
    assert.deepEqual(bound, ['anna at https://api.bitbucket.org/2.0']);
    assert.deepEqual(
      requests.map(({ url, authorization }) => [new URL(url).origin, authorization]),
      [['https://api.bitbucket.org', 'Bearer anna at https://api.bitbucket.org/2.0']],
    );
  });

  it('makes other services when the settings name another Bitbucket, and has the former ones when they are set back', async () => {
    const { registry, now } = createHarness();
    const former = await registry.services('anna');
    now.endpoints = elsewhere;
    assert.notEqual(await registry.services('anna'), former);
    now.endpoints = defaultEndpoints;
    assert.equal(await registry.services('anna'), former);
  });

  it('has no services while the settings name no usable address', async () => {
    const { registry, now } = createHarness();
    now.endpoints = undefined;
    await assert.rejects(registry.services('anna'), /no usable Bitbucket address/);
  });

  it('tries again at the next use when services could not be made', async () => {
    const { registry, failures } = createHarness();
    failures.push(new Error('A part of the extension could not be loaded.'));
    await assert.rejects(registry.services('anna'), /could not be loaded/);
    assert.equal(await registry.services('anna'), await registry.services('anna'));
  });

  it('tells who is signed in, also of an account whose session has ended, and when that changes', async () => {
    const { registry, now, onDidChange } = createHarness();
    now.sessions = [{ ...toSession('anna'), hasEnded: true }];
    assert.deepEqual(await registry.accounts(), [{ id: 'anna', label: 'anna' }]);
    let changes = 0;
    registry.onDidChange(() => changes++);
    onDidChange.fire(noChange);
    registry.dispose();
    onDidChange.fire(noChange);
    assert.equal(changes, 1);
  });

  it('leaves nothing on the disk of what an account has read that signs out, and all of the others', async () => {
    const { keepSomething, remove, logged } = createHarness();
    const [ofAnna, ofBen] = [keepSomething('anna'), keepSomething('ben')];
    await remove('anna');
    assert.deepEqual([existsSync(ofAnna), existsSync(ofBen)], [false, true]);
    assert.deepEqual(logged, ['Removed what was kept of an account that signed out.']);
  });

  it('gets by when nothing was kept', async () => {
    const { remove, logged } = createHarness();
    await remove('anna', 'ben');
    assert.deepEqual(logged, ['Removed what was kept of an account that signed out.']);
  });

  it('keeps what an account has read whose sessions went away because the settings name another Bitbucket', async () => {
    const { now, keepSomething, park } = createHarness();
    const kept = keepSomething('anna');
    now.endpoints = elsewhere;
    await park('anna');
    assert.ok(existsSync(kept));
  });

  it('keeps what an account has read whose session waits for the consumer it was made with', async () => {
    const { keepSomething, park, logged } = createHarness();
    const kept = keepSomething('anna');
    await park('anna');
    assert.deepEqual([existsSync(kept), logged], [true, []]);
  });

  it('says in the log when something could not be removed', async () => {
    const { remove, logged } = createHarness();
    writeFileSync(join(folder.path, 'cache'), 'A file stands where the folder should be.');
    await remove('anna');
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /could not be removed: .*ENOTDIR/);
  });
});
