import { join } from 'node:path';
import type { Disposable } from '../../src/base/event';
import { BitbucketClient } from '../../src/bitbucket/bitbucketClient';
import { FileCache } from '../../src/node/fileCache';
import { createNodeFetch } from '../../src/node/nodeFetch';
import { systemClock } from '../../src/node/systemClock';
import { StoredDraftBook } from '../../src/repositories/drafts/storedDraftBook';
import type { WorkingTree } from '../../src/repositories/drafts/workingTree';
import { createRepositoryServices } from '../../src/repositories/repositoryServices';
import { MemoryState } from '../support/memoryStores';
import { silentLog } from '../support/silentLog';
import { withoutProtection } from './sabotage';
import { CountedFolders, countedFetch, type Steps } from './steps';
import type { CallName, WindowCalls, WindowSettings } from './windowProtocol';

type Handlers = { readonly [N in CallName]: (...args: WindowCalls[N][0]) => Promise<WindowCalls[N][1]> };

/** A window from its opening to its end; what a person does in it, by name. */
export interface OpenWindow extends Disposable {
  readonly handlers: Handlers;
}

const haste = 50;
const toText = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes).toString());
const nothing = (): undefined => undefined;

/** One window of the editor without the editor: what lies below its buttons, on a real disk and a real network. */
export function openWindow(settings: WindowSettings, steps: Steps): OpenWindow {
  const { workspace, slug, branch, apiUrl, token, draftsFolder, startedMs, sabotage } = settings;
  const repository = { workspace, slug };
  const network = createNodeFetch();
  const folders = new CountedFolders(join(draftsFolder, 'drafts'), steps, sabotage);
  /** The system's time, but all windows' seconds are short: nobody waits in a test for what a person would. */
  const clock = {
    now: () => startedMs + (systemClock.now() - startedMs) * haste,
    sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / haste, signal),
  };
  const client = new BitbucketClient({
    apiUrl,
    userAgent: 'maia-bitbucket/0.0.0-test',
    fetch: countedFetch(network.fetch, steps),
    tokens: {
      getAccessToken: () => Promise.resolve(token),
      renewAccessToken: () => Promise.reject(new Error('This token does not end.')),
    },
    clock,
    log: silentLog,
    timeoutMs: 600_000,
  });
  const services = createRepositoryServices({
    accountId: '{anna}',
    api: withoutProtection(client, sabotage),
    cache: new FileCache({ folder: join(draftsFolder, 'cache'), log: silentLog }),
    state: new MemoryState(),
    drafts: new StoredDraftBook({ folders, clock: systemClock, log: silentLog }),
    clock,
    log: silentLog,
    // A window that shows an old tip while faults are about would only say so; here it must look.
    remembersTips: false,
  });
  const tree = services.workingTree(repository, branch);
  const { commits } = services;
  /** When the files that this window shows were last changed, by path. */
  const shownMs = new Map<string, number>();
  /** The same of files in editors that are dirty, which do not follow. */
  const typedMs = new Map<string, number>();

  /** As the editor does it: what is newer than what it shows is not replaced unseen. */
  async function saveEditor(path: string, text: string, shown = 0): Promise<undefined> {
    const found = await tree.stat(path).catch(nothing);
    if (found !== undefined && found.modifiedMs > shown) throw new Error(`${path} is newer.`);
    await tree.write(path, Buffer.from(text), { create: true, overwrite: true });
    shownMs.set(path, (await tree.stat(path)).modifiedMs);
  }

  const handlers: Handlers = {
    list: () => listFiles(tree, ''),
    read: async (path) => {
      const { modifiedMs } = await tree.stat(path);
      const text = toText(await tree.read(path));
      shownMs.set(path, modifiedMs);
      return text;
    },
    write: (path, text) => saveEditor(path, text, shownMs.get(path)),
    type: async (path) => {
      const text = await handlers.read(path);
      const typed = { text, origin: tree.holdBase(path), shownMs: shownMs.get(path) ?? 0 };
      typedMs.set(path, typed.shownMs);
      return typed;
    },
    bringBack: (path, typed) => {
      tree.holdBase(path, typed.origin);
      typedMs.set(path, typed.shownMs);
      return Promise.resolve(undefined);
    },
    saveTyped: (path, text) => saveEditor(path, text, typedMs.get(path)),
    rename: (from, to, overwrite) => tree.rename(from, to, { overwrite }).then(nothing),
    copy: (from, to, overwrite) => tree.copy(from, to, { overwrite }).then(nothing),
    delete: (path) => tree.delete(path, { recursive: false }).then(nothing),
    drafts: async () => {
      const drafts = (await tree.drafts.all()).filter(({ change }) => change.kind !== 'folder');
      return Promise.all(
        drafts.map(async ({ path, conflict, renamedFrom }) => ({
          path,
          text: toText(await tree.drafts.readContent(path)),
          isInConflict: conflict !== undefined,
          renamedFrom,
        })),
      );
    },
    discard: async (paths) => (await tree.drafts.discard(paths))?.id,
    restore: (id) => tree.drafts.restore(id).then(nothing),
    commit: async (paths, message, newBranch) =>
      (await commits.commit(tree, { paths, message, ...(newBranch !== undefined && { newBranch }) })).kind,
    settle: async () => (await commits.settle(tree))?.kind,
    look: () => commits.look(tree).then(nothing),
    merge: () => commits.merge(tree).then(nothing),
    sides: async (path) => {
      const { mine, theirs } = await commits.readSides(tree, path);
      return { mine: toText(mine), theirs: toText(theirs) };
    },
    resolve: (path, choice) => commits.resolve(tree, path, choice).then(nothing),
    isAtWork: () => Promise.resolve(folders.isAtWork),
  };
  return {
    handlers,
    dispose: () => {
      folders.dispose();
      network.dispose();
    },
  };
}

async function listFiles(from: WorkingTree, directory: string): Promise<readonly string[]> {
  const entries = await from.list(directory);
  const below = entries.map(async ({ name, kind }) => {
    const path = directory === '' ? name : `${directory}/${name}`;
    return kind === 'file' ? [path] : listFiles(from, path);
  });
  return (await Promise.all(below)).flat();
}
