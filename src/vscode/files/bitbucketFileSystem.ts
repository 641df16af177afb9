import { isUtf8 } from 'node:buffer';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import { WorkingTreeError, type PathChange, type WorkingTree } from '../../repositories/drafts/workingTree';
import type { RepositoryLocation } from '../../repositories/location';
import { findPathProblem, toLocationPath, type LocationPath } from '../../repositories/locationPath';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { copyAcross } from './copyAcross';
import type { EncodingSource } from './encodingNotices';
import { findWorkingTree, openReadableTree, type ReadableTree } from './locationTree';
import { readUri, toUri } from './locationUri';
import type { RepositoryAccess } from './repositoryAccess';
import { ServedPaths } from './servedPaths';
import { isCancellation } from './isCancellation';
import type { FileSystemErrorContext } from './toFileSystemError';

export interface ReadFailure {
  readonly uri: vscode.Uri;
  /** As it was thrown, before it became the editor's. */
  readonly error: unknown;
}

type Access = Pick<RepositoryAccess, 'get' | 'findLast' | 'choices'>;

/**
 * Shows repositories as folders, without a clone. A branch can be written to: what is saved becomes a draft. A commit
 * never changes.
 */
export class BitbucketFileSystem implements vscode.FileSystemProvider, EncodingSource, vscode.Disposable {
  readonly #access: Access;
  readonly #log: Pick<Log, 'warn'>;
  readonly #served = new ServedPaths();
  /** By the address of their roots. */
  readonly #trees = new Map<string, WorkingTree>();
  readonly #owned = new DisposableStore();
  readonly #foreignTexts = new Set<string>();
  #lastWarning: string | undefined;
  readonly #onDidFailToRead = new vscode.EventEmitter<ReadFailure>();
  /** A file could not be read, though it may well be there. */
  readonly onDidFailToRead = this.#onDidFailToRead.event;
  readonly #onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#onDidChangeFile.event;
  readonly #onDidOpenTree = new vscode.EventEmitter<WorkingTree>();
  /** `findOpenTree` finds it from here on. */
  readonly onDidOpenTree = this.#onDidOpenTree.event;

  constructor(access: Access, log: Pick<Log, 'warn'>) {
    this.#access = access;
    this.#log = log;
    this.#owned.add(this.#onDidChangeFile);
    this.#owned.add(this.#onDidFailToRead);
    this.#owned.add(this.#onDidOpenTree);
    this.#owned.add(
      access.choices.onDidChange((repository) => {
        this.#reopen(repository);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Nothing to watch: what changes is told anyway, whoever changed it. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    try {
      return await this.#read(uri, async (tree, { path }) => {
        const { kind, size, isLink, modifiedMs, isReadOnly } = await tree.stat(path);
        const permissions = isReadOnly ? { permissions: vscode.FilePermission.Readonly } : {};
        return { type: toFileType(kind, isLink), size, mtime: modifiedMs, ctime: modifiedMs, ...permissions };
      });
    } catch (error) {
      // The web workbench calls a folder it cannot look at a lost workspace and asks for another one. Signed out or
      // offline, the folder is still the right one; only Bitbucket's word that it is gone counts.
      const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (isGone || isCancellation(error) || readUri(uri)?.path !== '') throw error;
      return { type: vscode.FileType.Directory, size: 0, mtime: 0, ctime: 0 };
    }
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return this.#read(uri, async (tree, { location, path }) => {
      const entries = await tree.list(path);
      this.#served.addDirectory(location, path, entries);
      const safe = entries.filter(({ name }) => isSafeName(name));
      if (safe.length < entries.length) {
        this.#log.warn(`${uri.path} holds names that no address or no other folder can hold; they are left out.`);
      }
      return safe.map(({ name, kind, isLink }) => [name, toFileType(kind, isLink)]);
    });
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const wanted = readUri(uri);
    // Also a file that cannot be read is told about later: its editor waits for news.
    if (wanted !== undefined) this.#served.addFile(wanted.location, wanted.path);
    const bytes = await this.#read(
      uri,
      (tree, { path }) => tree.read(path),
      (error) => {
        this.#onDidFailToRead.fire({ uri, error });
      },
    );
    if (wanted !== undefined) this.#served.addGiven(wanted.location, wanted.path);
    if (isForeignText(bytes)) this.#foreignTexts.add(uri.toString());
    else this.#foreignTexts.delete(uri.toString());
    return bytes;
  }

  isForeignText(uri: vscode.Uri): boolean {
    return this.#foreignTexts.has(uri.toString());
  }

  /** Of the account that is used now; `undefined` as long as nothing was read or written there. */
  findOpenTree(location: RepositoryLocation): WorkingTree | undefined {
    return this.#trees.get(toLocationPath(location, ''));
  }

  /** An editor may show something older than what is there: it looks again. */
  showAgain(uri: vscode.Uri): void {
    this.#onDidChangeFile.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  async writeFile(
    uri: vscode.Uri,
    content: Uint8Array,
    options: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void> {
    await this.#write(uri, (tree, path) => tree.write(path, content, options));
  }

  async createDirectory(uri: vscode.Uri): Promise<void> {
    await this.#write(uri, (tree, path) => tree.createFolder(path));
  }

  async delete(uri: vscode.Uri, options: { readonly recursive: boolean }): Promise<void> {
    await this.#write(uri, (tree, path) => tree.delete(path, options));
  }

  async rename(from: vscode.Uri, to: vscode.Uri, options: { readonly overwrite: boolean }): Promise<void> {
    await this.#transfer(from, to, {
      within: (tree, source, target) => tree.rename(source, target, options),
      across: async (source, target) => {
        // What cannot be deleted must not be copied either.
        const { tree, path } = source;
        if (!('delete' in tree)) throw new WorkingTreeError({ kind: 'readOnly', path, reason: 'commit' });
        await copyAcross(source, target, options);
        await tree.delete(path, { recursive: true });
      },
    });
  }

  async copy(from: vscode.Uri, to: vscode.Uri, options: { readonly overwrite: boolean }): Promise<void> {
    await this.#transfer(from, to, {
      within: (tree, source, target) => tree.copy(source, target, options),
      across: (source, target) => copyAcross(source, target, options),
    });
  }

  async #transfer(from: vscode.Uri, to: vscode.Uri, { within, across }: Transfer): Promise<void> {
    const source = readUri(from);
    if (source === undefined) throw vscode.FileSystemError.FileNotFound(from);
    await this.#write(to, async (tree, path, target) => {
      if (toLocationPath(source.location, '') === toLocationPath(target.location, '')) {
        await within(tree, source.path, path);
        return;
      }
      const services = await this.#open(source);
      const sourceTree = this.#findTree(services, source.location) ?? openReadableTree(services, source.location);
      await across({ tree: sourceTree, path: source.path }, { tree, path });
    });
  }

  async #write(
    uri: vscode.Uri,
    write: (tree: WorkingTree, path: string, place: LocationPath) => Promise<void>,
  ): Promise<void> {
    const place = readUri(uri);
    if (place === undefined) throw refuseAddress(uri);
    const { location, path } = place;
    try {
      const tree = this.#findTree(await this.#open(place), location);
      if (tree === undefined) throw new WorkingTreeError({ kind: 'readOnly', path, reason: 'commit' });
      await write(tree, path, place);
    } catch (error) {
      if (!isCancellation(error)) this.#log.warn(`${uri.path} could not be changed: ${String(error)}`);
      throw await explain(error, uri, { toUri: (failed) => toUri(location, failed), isWrite: true });
    }
  }

  async #read<T>(
    uri: vscode.Uri,
    read: (tree: ReadableTree, place: LocationPath) => Promise<T>,
    onFailure?: (error: unknown) => void,
  ): Promise<T> {
    const place = readUri(uri);
    if (place === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      const services = await this.#open(place);
      const tree = this.#findTree(services, place.location) ?? openReadableTree(services, place.location);
      const result = await read(tree, place);
      this.#lastWarning = undefined;
      return result;
    } catch (error) {
      const isExpected = isCancellation(error) || isAboutNothing(error);
      if (!isExpected) {
        this.#warn(uri, String(error));
        onFailure?.(error);
      }
      throw await explain(error, uri, { toUri: (path) => toUri(place.location, path), isWrite: false });
    }
  }

  /** What the editor has already stays readable and can be saved when nobody is signed in any more. */
  async #open({ location, path }: LocationPath): Promise<RepositoryServices> {
    try {
      return await this.#access.get(location.repository);
    } catch (error) {
      if (!BitbucketError.is(error, 'signedOut') || !this.#served.isAroundGiven(location, path)) throw error;
      const services = await this.#access.findLast(location.repository);
      if (services === undefined) throw error;
      return services;
    }
  }

  #findTree(services: RepositoryServices, location: RepositoryLocation): WorkingTree | undefined {
    const tree = findWorkingTree(services, location);
    if (tree === undefined) return undefined;
    const key = toLocationPath(location, '');
    if (this.#trees.get(key) !== tree) {
      this.#trees.set(key, tree);
      this.#owned.add(tree.onDidChange((changes) => void this.#tellChanged(tree, changes)));
      this.#onDidOpenTree.fire(tree);
    }
    return tree;
  }

  /** The editor reads a dozen files of its own at once: the same trouble is logged for the first of them. */
  #warn(uri: vscode.Uri, reason: string): void {
    if (reason !== this.#lastWarning) this.#log.warn(`${uri.path} could not be read: ${reason}`);
    this.#lastWarning = reason;
  }

  /** Changes are told as they are known; where it is not known what changed, what the editor has is compared. */
  async #tellChanged(tree: WorkingTree, changes: readonly PathChange[]): Promise<void> {
    const { location } = tree;
    // Another account's drafts of the same branch are none of this window's business.
    if (this.#trees.get(toLocationPath(location, '')) !== tree) return;
    const known = changes.filter(({ path }) => path !== '');
    if (known.length > 0) {
      this.#onDidChangeFile.fire(known.map(({ kind, path }) => toEvent(changeTypes[kind], location, path)));
    }
    if (known.length < changes.length) await this.#compareServed(tree);
  }

  /** Open files are read again, and folders on screen are compared with what they were. */
  async #compareServed(tree: WorkingTree): Promise<void> {
    const { location } = tree;
    const events = this.#served.filesOf(location).map((path) => toEvent(vscode.FileChangeType.Changed, location, path));
    this.#onDidChangeFile.fire(events);
    for (const directory of this.#served.directoriesOf(location)) {
      try {
        const { created, deleted } = this.#served.compareDirectory(location, directory, await tree.list(directory));
        this.#onDidChangeFile.fire([
          ...created.map((path) => toEvent(vscode.FileChangeType.Created, location, path)),
          ...deleted.map((path) => toEvent(vscode.FileChangeType.Deleted, location, path)),
        ]);
      } catch (error) {
        // A folder that went away shows in its parent; anything else shows when the folder is opened again.
        if (!isAboutNothing(error)) this.#log.warn(`${directory} was not compared: ${String(error)}`);
      }
    }
  }

  /** Another account reads from here on: whatever is open may look different, or be readable at last. */
  #reopen(repository: RepositoryId | undefined): void {
    const locations = this.#served.locations(repository);
    const events = locations.flatMap((location) =>
      ['', ...this.#served.filesOf(location)].map((path) => toEvent(vscode.FileChangeType.Changed, location, path)),
    );
    this.#onDidChangeFile.fire(events);
  }
}

const changeTypes = {
  created: vscode.FileChangeType.Created,
  changed: vscode.FileChangeType.Changed,
  deleted: vscode.FileChangeType.Deleted,
} as const;

interface Transfer {
  /** In one location; the paths are those of source and target. */
  readonly within: (tree: WorkingTree, source: string, target: string) => Promise<void>;
  /** From one branch or commit to another branch, maybe of another repository. */
  readonly across: (
    source: { readonly tree: ReadableTree | WorkingTree; readonly path: string },
    target: { readonly tree: WorkingTree; readonly path: string },
  ) => Promise<void>;
}

/** The editor joins names to folders of this computer when it copies; there, on Windows, a backslash may lead out of them. */
function isSafeName(name: string): boolean {
  return findPathProblem(name) === undefined && !name.includes('\\');
}

function toEvent(type: vscode.FileChangeType, location: RepositoryLocation, path: string): vscode.FileChangeEvent {
  return { type, uri: toUri(location, path) };
}

function toFileType(kind: 'file' | 'directory', isLink: boolean): vscode.FileType {
  // Bitbucket does not follow links: what can be read is the link's own content, the path it points to.
  if (isLink) return vscode.FileType.File | vscode.FileType.SymbolicLink;
  return kind === 'file' ? vscode.FileType.File : vscode.FileType.Directory;
}

/** Binary files, and text in UTF-16, have zero bytes; the editor tells them by these as well. */
function isForeignText(bytes: Uint8Array): boolean {
  return !isUtf8(bytes) && !bytes.includes(0);
}

/** An address of this scheme that names no place: made by hand, or of another program. */
function refuseAddress(uri: vscode.Uri): vscode.FileSystemError {
  return vscode.FileSystemError.NoPermissions(
    vscode.l10n.t('“{0}” is no place in a repository. Save it in a folder of a repository, at a branch.', uri.path),
  );
}

function isAboutNothing(error: unknown): boolean {
  return (
    BitbucketError.is(error, 'notFound') || (error instanceof WorkingTreeError && error.failure.kind === 'notFound')
  );
}

/** The texts are loaded when the first of them is needed. */
async function explain(error: unknown, uri: vscode.Uri, context: FileSystemErrorContext): Promise<Error> {
  const { toFileSystemError } = await import('./toFileSystemError');
  return toFileSystemError(error, uri, context);
}
