import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter } from '../../base/event';
import { passedOverFolders } from '../../pipelines/passedOverFolders';
import type { PathChange } from '../../repositories/drafts/workingTree';
import type { Listing, PlaceSource } from './placeSource';

/** Who has more has no repository of pipelines; the rest is not known then. */
const mostFiles = 20_000;
/** A checkout changes many files at once. */
const pauseMs = 300;

/** The files of a folder that the editor can read: of a clone, on this computer or wherever the window works. */
export class FolderSource implements PlaceSource {
  readonly rootUri: vscode.Uri;
  readonly facts = undefined;
  readonly mayMissChanges = true;
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new Emitter<readonly PathChange[]>());
  readonly onDidChange = this.#onDidChange.event;
  readonly #clock: Clock;
  readonly #lifetime = new AbortController();
  #isWaiting = false;

  constructor(rootUri: vscode.Uri, clock: Clock) {
    this.rootUri = rootUri;
    this.#clock = clock;
    const { workspace } = vscode;
    const watcher = this.#owned.add(workspace.createFileSystemWatcher(new vscode.RelativePattern(rootUri, '**/*')));
    const subscriptions = [
      watcher.onDidCreate((uri) => void this.#lookAgain([uri])),
      watcher.onDidDelete((uri) => void this.#lookAgain([uri])),
      watcher.onDidChange((uri) => {
        const path = this.#toPath(uri);
        if (path !== undefined) this.#onDidChange.fire([{ kind: 'changed', path }]);
      }),
      // What the editor does itself it tells at once, and where nothing watches the disk, too.
      workspace.onDidCreateFiles(({ files }) => void this.#lookAgain(files)),
      workspace.onDidDeleteFiles(({ files }) => void this.#lookAgain(files)),
      workspace.onDidRenameFiles(({ files }) => {
        void this.#lookAgain(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
      }),
    ];
    for (const subscription of subscriptions) this.#owned.add(subscription);
  }

  readonly toUri = (path: string): vscode.Uri => vscode.Uri.joinPath(this.rootUri, path);

  dispose(): void {
    this.#lifetime.abort();
    this.#owned.dispose();
  }

  async list(signal: AbortSignal): Promise<Listing> {
    const paths: string[] = [];
    const folders = [''];
    let isWhole = true;
    for (const folder of folders) {
      signal.throwIfAborted();
      for (const [name, type] of await this.#readFolder(folder)) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (type === vscode.FileType.Directory) {
          if (!passedOverFolders.includes(name)) folders.push(path);
        } else if ((type & vscode.FileType.File) !== 0) paths.push(path);
        // What a link to a folder leads to may be anything, this folder included.
        else isWhole = false;
      }
      if (paths.length > mostFiles) return { paths, completeness: 'some' };
    }
    return { paths, completeness: isWhole ? 'all' : 'some' };
  }

  async listFolder(path: string): Promise<readonly string[]> {
    const entries = await this.#readFolder(path);
    return entries.filter(([, type]) => (type & vscode.FileType.File) !== 0).map(([name]) => name);
  }

  readKept(path: string): Promise<Uint8Array | undefined> {
    return this.read(path);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await vscode.workspace.fs.readFile(this.toUri(path));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async #readFolder(path: string): Promise<readonly [string, vscode.FileType][]> {
    try {
      return await vscode.workspace.fs.readDirectory(path === '' ? this.rootUri : this.toUri(path));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** Whole folders come and go with one event, or with thousands. */
  async #lookAgain(uris: readonly vscode.Uri[]): Promise<void> {
    if (this.#isWaiting || uris.every((uri) => this.#toPath(uri) === undefined)) return;
    this.#isWaiting = true;
    try {
      await this.#clock.sleep(pauseMs, this.#lifetime.signal);
    } catch {
      return;
    }
    this.#isWaiting = false;
    this.#onDidChange.fire([{ kind: 'changed', path: '' }]);
  }

  /** `undefined` for what is of no interest. */
  #toPath(uri: vscode.Uri): string | undefined {
    const path = findPathBelow(this.rootUri, uri);
    return path?.split('/').some((name) => passedOverFolders.includes(name)) === true ? undefined : path;
  }
}

/** The path of a file below a folder; `undefined` elsewhere. */
export function findPathBelow(root: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (uri.scheme !== root.scheme || uri.authority !== root.authority) return undefined;
  const folder = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path.startsWith(folder) && uri.path.length > folder.length ? uri.path.slice(folder.length) : undefined;
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
