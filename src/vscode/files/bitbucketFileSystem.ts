import { isUtf8 } from 'node:buffer';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { RepositoryLocation } from '../../repositories/location';
import { findPathProblem, type LocationPath } from '../../repositories/locationPath';
import type { RepositoryFiles } from '../../repositories/repositoryFiles';
import type { EncodingSource } from './encodingNotices';
import { readUri, toUri } from './locationUri';
import type { RepositoryAccess } from './repositoryAccess';
import { ServedPaths } from './servedPaths';
import { isCancellation, toFileSystemError } from './toFileSystemError';

export interface ReadFailure {
  readonly uri: vscode.Uri;
  /** As it was thrown, before it became the editor's. */
  readonly error: unknown;
}

/** Shows repositories as folders, without a clone. Reading only. */
export class BitbucketFileSystem implements vscode.FileSystemProvider, EncodingSource, vscode.Disposable {
  readonly #access: Pick<RepositoryAccess, 'get' | 'choices'>;
  readonly #log: Pick<Log, 'warn'>;
  readonly #served = new ServedPaths();
  readonly #watched = new Set<RepositoryFiles>();
  readonly #owned = new DisposableStore();
  readonly #foreignTexts = new Set<string>();
  #lastWarning: string | undefined;
  readonly #onDidFailToRead = new vscode.EventEmitter<ReadFailure>();
  /** A file could not be read, though it may well be there. */
  readonly onDidFailToRead = this.#onDidFailToRead.event;
  readonly #onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#onDidChangeFile.event;

  constructor(access: Pick<RepositoryAccess, 'get' | 'choices'>, log: Pick<Log, 'warn'>) {
    this.#access = access;
    this.#log = log;
    this.#owned.add(this.#onDidChangeFile);
    this.#owned.add(this.#onDidFailToRead);
    this.#owned.add(
      access.choices.onDidChange((repository) => {
        this.#reopen(repository);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Nothing to watch: changes come from looking again. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    try {
      return await this.#read(uri, async (files, { location, path }) => {
        const { kind, size, isLink, modifiedMs } = await files.stat(location, path);
        return { type: toFileType(kind, isLink), size, mtime: modifiedMs, ctime: modifiedMs };
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
    return this.#read(uri, async (files, { location, path }) => {
      const entries = await files.list(location, path);
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
      (files, { location, path }) => files.read(location, path),
      (error) => {
        this.#onDidFailToRead.fire({ uri, error });
      },
    );
    if (isForeignText(bytes)) this.#foreignTexts.add(uri.toString());
    else this.#foreignTexts.delete(uri.toString());
    return bytes;
  }

  isForeignText(uri: vscode.Uri): boolean {
    return this.#foreignTexts.has(uri.toString());
  }

  writeFile(): never {
    throw refuseToWrite();
  }

  createDirectory(): never {
    throw refuseToWrite();
  }

  rename(): never {
    throw refuseToWrite();
  }

  delete(): never {
    throw refuseToWrite();
  }

  async #read<T>(
    uri: vscode.Uri,
    read: (files: RepositoryFiles, place: LocationPath) => Promise<T>,
    onFailure?: (error: unknown) => void,
  ): Promise<T> {
    const place = readUri(uri);
    if (place === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      const { files } = await this.#access.get(place.location.repository);
      this.#watch(files);
      const result = await read(files, place);
      this.#lastWarning = undefined;
      return result;
    } catch (error) {
      const isExpected = isCancellation(error) || BitbucketError.is(error, 'notFound');
      if (!isExpected) {
        this.#warn(uri, String(error));
        onFailure?.(error);
      }
      throw toFileSystemError(error, uri);
    }
  }

  /** The editor reads a dozen files of its own at once: the same trouble is logged for the first of them. */
  #warn(uri: vscode.Uri, reason: string): void {
    if (reason !== this.#lastWarning) this.#log.warn(`${uri.path} could not be read: ${reason}`);
    this.#lastWarning = reason;
  }

  #watch(files: RepositoryFiles): void {
    if (this.#watched.has(files)) return;
    this.#watched.add(files);
    this.#owned.add(files.onDidChange((location) => void this.#tellMoved(files, location)));
  }

  /** A branch moved: open files are read again, and folders on screen are compared with what they were. */
  async #tellMoved(files: RepositoryFiles, location: RepositoryLocation): Promise<void> {
    const events = this.#served.filesOf(location).map((path) => toEvent(vscode.FileChangeType.Changed, location, path));
    this.#onDidChangeFile.fire(events);
    for (const directory of this.#served.directoriesOf(location)) {
      try {
        const entries = await files.list(location, directory);
        const { created, deleted } = this.#served.compareDirectory(location, directory, entries);
        this.#onDidChangeFile.fire([
          ...created.map((path) => toEvent(vscode.FileChangeType.Created, location, path)),
          ...deleted.map((path) => toEvent(vscode.FileChangeType.Deleted, location, path)),
        ]);
      } catch (error) {
        // A folder that went away shows in its parent; anything else shows when the folder is opened again.
        if (!BitbucketError.is(error, 'notFound')) this.#log.warn(`${directory} was not compared: ${String(error)}`);
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

function refuseToWrite(): vscode.FileSystemError {
  return vscode.FileSystemError.NoPermissions(
    vscode.l10n.t('This version reads repositories only. To change a file, edit it on Bitbucket or in a clone.'),
  );
}
