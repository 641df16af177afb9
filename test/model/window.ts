// One window of the editor without the editor: what lies below its buttons, on a real disk and a real network.
// A process of its own, so that it can be killed; windowProcess.ts starts it with the settings as its argument.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BitbucketApi } from '../../src/bitbucket/bitbucketApi';
import { BitbucketClient } from '../../src/bitbucket/bitbucketClient';
import type { NewCommit } from '../../src/bitbucket/model';
import type { Fetch } from '../../src/bitbucket/http';
import { DiskDraftFolders } from '../../src/node/diskDraftFolders';
import { FileCache } from '../../src/node/fileCache';
import { createNodeFetch } from '../../src/node/nodeFetch';
import { toRecordFile } from '../../src/node/recordFile';
import { systemClock } from '../../src/node/systemClock';
import type { DraftFolder, DraftFolders } from '../../src/repositories/drafts/draftFolder';
import { StoredDraftBook } from '../../src/repositories/drafts/storedDraftBook';
import type { WorkingTree } from '../../src/repositories/drafts/workingTree';
import { createRepositoryServices } from '../../src/repositories/repositoryServices';
import { MemoryState } from '../support/memoryStores';
import { silentLog } from '../support/silentLog';
import type { CallName, WindowCall, WindowCalls, WindowReply, WindowSettings } from './windowProtocol';

const settings = JSON.parse(process.argv[2] ?? '') as WindowSettings;

/** Counts accesses to the disk and the network, and ends the process at one of them as a power cut would. */
class Steps {
  #left = Infinity;

  dieAt(step: number): void {
    this.#left = step;
  }

  take(): void {
    this.#left--;
    if (this.#left <= 0) process.kill(process.pid, 'SIGKILL');
  }
}

const steps = new Steps();
let changesUnderWay = 0;

function countedFetch(fetch: Fetch): Fetch {
  return async (url, request) => {
    steps.take();
    const response = await fetch(url, request);
    steps.take();
    return response;
  };
}

function countedFolder(folder: DraftFolder, path: string): DraftFolder {
  const replace = async (name: string, bytes: Uint8Array) => {
    steps.take();
    if (settings.sabotage === 'atomicReplace') await replaceInPlace(join(path, `${name}.draft`), name, bytes);
    else await folder.replace(name, bytes);
    steps.take();
  };
  const remove = async (name: string) => {
    steps.take();
    await folder.remove(name);
    steps.take();
  };
  return {
    list: () => folder.list(),
    hasDamaged: () => folder.hasDamaged(),
    read: (name) => folder.read(name),
    exclusively: async (work) => {
      changesUnderWay++;
      try {
        return await folder.exclusively(work);
      } finally {
        changesUnderWay--;
      }
    },
    onDidChange: folder.onDidChange,
    replace,
    remove,
  };
}

/** What a program does that knows no better: the old bytes are gone before the new ones are there. */
async function replaceInPlace(path: string, name: string, bytes: Uint8Array): Promise<void> {
  const file = await toRecordFile(name, bytes);
  await writeFile(path, file.subarray(0, file.length / 2));
  steps.take();
  await writeFile(path, file);
}

function countedFolders(root: string): DraftFolders {
  const folders = new DiskDraftFolders({ root, log: silentLog });
  const counted = new Map<DraftFolder, DraftFolder>();
  const toCounted = (folder: DraftFolder) => {
    const known = counted.get(folder) ?? countedFolder(folder, 'path' in folder ? String(folder.path) : root);
    counted.set(folder, known);
    return known;
  };
  return {
    open: (key) => toCounted(folders.open(key)),
    list: async () => (await folders.list()).map(toCounted),
    onDidChange: (listener) =>
      folders.onDidChange((folder) => {
        listener(toCounted(folder));
      }),
    dispose: () => {
      folders.dispose();
    },
  };
}

/** The client, without one of the protections where the settings say so. */
function toApi(client: BitbucketClient): BitbucketApi {
  if (settings.sabotage !== 'parents' && settings.sabotage !== 'readBack') return client;
  let sent: NewCommit | undefined;
  return new Proxy<BitbucketApi>(client, {
    get(target, name: keyof BitbucketApi) {
      if (name === 'commitFiles' && settings.sabotage === 'parents') return commitOnAnyTip(target);
      if (name === 'commitFiles') {
        return (...args: Parameters<BitbucketApi['commitFiles']>) => {
          sent = args[1];
          return target.commitFiles(...args);
        };
      }
      const believed = sent === undefined ? undefined : believe(sent, name);
      return believed ?? (target[name] as (...args: never[]) => unknown).bind(target);
    },
  });
}

/** Asks where the branch is just before it commits, and so never learns that it moved. */
function commitOnAnyTip(target: BitbucketApi): BitbucketApi['commitFiles'] {
  return async (repository, commit, signal) => {
    for (;;) {
      try {
        await target.commitFiles(repository, commit, signal);
        return;
      } catch (error) {
        const tip = await target.findTip(repository, commit.branch, signal);
        if (tip === undefined || tip.hash === commit.parent) throw error;
        await target.commitFiles(repository, { ...commit, parent: tip.hash }, signal);
        return;
      }
    }
  };
}

/** Takes for granted that a commit arrived as it was sent. */
function believe(sent: NewCommit, name: keyof BitbucketApi): unknown {
  const { files, parent, message } = sent;
  const made = '0123456789abcdef0123456789abcdef01234567';
  const believed: Partial<BitbucketApi> = {
    findTip: () =>
      Promise.resolve({
        hash: made,
        parents: parent === undefined ? [] : [parent],
        message,
        date: new Date().toISOString(),
        authorName: '',
        authorUuid: undefined,
      }),
    fetchFile: (_repository, _commit, path) =>
      Promise.resolve(files.find((file) => file.path === path)?.bytes ?? new Uint8Array()),
    findSourceEntries: () =>
      Promise.resolve(
        files.map(({ path, bytes, mode }) => ({
          kind: 'file',
          path,
          size: bytes.length,
          attributes: mode === 'file' ? [] : [mode],
        })),
      ),
  };
  return believed[name];
}

const { workspace, slug, branch, apiUrl, token, draftsFolder } = settings;
const repository = { workspace, slug };
const haste = 50;
/** The system's time, but all windows' seconds are short: nobody waits in a test for what a person would. */
const clock = {
  now: () => settings.startedMs + (systemClock.now() - settings.startedMs) * haste,
  sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / haste, signal),
};
const api = toApi(
  new BitbucketClient({
    apiUrl,
    userAgent: 'maia-bitbucket/0.0.0-test',
    fetch: countedFetch(createNodeFetch().fetch),
    tokens: {
      getAccessToken: () => Promise.resolve(token),
      renewAccessToken: () => Promise.reject(new Error('This token does not end.')),
    },
    clock,
    log: silentLog,
    timeoutMs: 600_000,
  }),
);
const services = createRepositoryServices({
  accountId: '{anna}',
  api,
  cache: new FileCache({ folder: join(draftsFolder, 'cache'), log: silentLog }),
  state: new MemoryState(),
  drafts: new StoredDraftBook({
    folders: countedFolders(join(draftsFolder, 'drafts')),
    clock: systemClock,
    log: silentLog,
  }),
  clock,
  log: silentLog,
  // A window that shows an old tip while faults are about would only say so; here it must look.
  remembersTips: false,
});
const tree = services.workingTree(repository, branch);
const { commits } = services;

const toText = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes).toString());
const nothing = (): undefined => undefined;
/** When the files that this window shows were last changed, by path. */
const shownMs = new Map<string, number>();
/** The same of files in editors that are dirty, which do not follow. */
const typedMs = new Map<string, number>();

async function listFiles(from: WorkingTree, directory: string): Promise<readonly string[]> {
  const entries = await from.list(directory);
  const below = entries.map(async ({ name, kind }) => {
    const path = directory === '' ? name : `${directory}/${name}`;
    return kind === 'file' ? [path] : listFiles(from, path);
  });
  return (await Promise.all(below)).flat();
}

/** As the editor does it: what is newer than what it shows is not replaced unseen. */
async function saveEditor(path: string, text: string, shown = 0): Promise<undefined> {
  const found = await tree.stat(path).catch(nothing);
  if (found !== undefined && found.modifiedMs > shown) throw new Error(`${path} is newer.`);
  await tree.write(path, Buffer.from(text), { create: true, overwrite: true });
  shownMs.set(path, (await tree.stat(path)).modifiedMs);
}

type Handlers = { readonly [N in CallName]: (...args: WindowCalls[N][0]) => Promise<WindowCalls[N][1]> };

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
  isAtWork: () => Promise.resolve(changesUnderWay > 0),
  dieAt: (step) => {
    steps.dieAt(step);
    return Promise.resolve(undefined);
  },
};

process.on('message', ({ id, name, args }: WindowCall) => {
  const handler = handlers[name] as (...args: readonly unknown[]) => Promise<unknown>;
  handler(...args).then(
    (value) => {
      answer({ id, value });
    },
    (error: unknown) => {
      answer({ id, error: String(error) });
    },
  );
});
// The one who started this window went away.
process.on('disconnect', () => process.exit());
answer({ ready: true });

function answer(reply: WindowReply): void {
  process.send?.(reply);
}
