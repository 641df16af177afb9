import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import { untilAborted } from '../../base/untilAborted';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { RepositoryLocation } from '../../repositories/location';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { readUri, toUri } from '../files/locationUri';
import type { RepositoryAccess } from '../files/repositoryAccess';
import { fileScheme } from '../ids';
import { BitbucketSource } from './bitbucketSource';
import { findFolderRoot } from './findFolderRoot';
import { findPathBelow, FolderSource } from './folderSource';
import type { PipelinePlace } from './languageContext';
import { OpenPlace } from './openPlace';
import type { PlaceSource } from './placeSource';

export interface PlacesPorts {
  readonly access: Pick<RepositoryAccess, 'get' | 'findLast' | 'choices'>;
  readonly clock: Clock;
  readonly log: Log;
}

interface FoundPlace {
  readonly place: OpenPlace;
  readonly path: string;
}

/** A place that stays until it is let go. */
export interface HeldPlace extends Disposable, FoundPlace {}

/** The repositories and clones whose files are open: one object each, as long as it is of use. */
export class Places implements Disposable {
  readonly #ports: PlacesPorts;
  readonly #owned = new DisposableStore();
  readonly #open = new Map<string, OpenPlace>();
  /** How many hold on to a place, by its root. */
  readonly #holds = new Map<string, number>();
  readonly #folderRoots = new Map<string, Promise<vscode.Uri | undefined>>();
  readonly #onDidOpen = this.#owned.add(new Emitter<OpenPlace>());
  readonly onDidOpen = this.#onDidOpen.event;
  readonly #onDidReset = this.#owned.add(new Emitter<undefined>());
  /** Other places answer from here on, so what was found is found anew. */
  readonly onDidReset = this.#onDidReset.event;

  constructor(ports: PlacesPorts) {
    this.#ports = ports;
    this.#owned.add(
      vscode.workspace.onDidCloseTextDocument(() => {
        this.#closeUnused();
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#reset((uri) => uri.scheme !== fileScheme);
      }),
    );
    this.#owned.add(
      ports.access.choices.onDidChange(() => {
        this.#reset((uri) => uri.scheme === fileScheme);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
    for (const place of this.#open.values()) place.dispose();
    this.#open.clear();
  }

  /** As the language's features ask for it; see there. */
  readonly findPlace = async (uri: vscode.Uri, signal?: AbortSignal): Promise<PipelinePlace | undefined> => {
    const found = await this.find(uri, signal);
    if (found === undefined) return undefined;
    const { place, path } = found;
    await untilAborted(place.ready, signal);
    return {
      rootUri: place.source.rootUri,
      path,
      index: place.index,
      toUri: place.source.toUri,
      readText: (wanted, given) => place.readText(wanted, given),
      settle: (given) => untilAborted(place.settle(), given),
      readAll: (given, onProgress) => place.readAll(given, onProgress),
    };
  };

  /** Opens the place of a file where it is not open yet; does not wait for it to be ready. */
  async find(uri: vscode.Uri, signal?: AbortSignal): Promise<FoundPlace | undefined> {
    const found = await this.#find(uri, signal);
    found?.place.listAgain(found.path);
    return found;
  }

  async #find(uri: vscode.Uri, signal?: AbortSignal): Promise<FoundPlace | undefined> {
    const bitbucket = readUri(uri);
    if (bitbucket !== undefined) {
      const place = await this.#openRepository(bitbucket.location, signal);
      return place && { place, path: bitbucket.path };
    }
    if (uri.scheme === 'untitled' || uri.scheme === fileScheme) return undefined;
    const root = await untilAborted(this.#findFolderRoot(uri), signal);
    const path = root && findPathBelow(root, uri);
    if (root === undefined || path === undefined) return undefined;
    return { place: this.#openPlace(root, () => new FolderSource(root, this.#ports.clock)), path };
  }

  /** The place, which stays open until it is let go, whatever files are closed. */
  async hold(uri: vscode.Uri, signal?: AbortSignal): Promise<HeldPlace | undefined> {
    const found = await this.find(uri, signal);
    if (found === undefined) return undefined;
    const key = found.place.source.rootUri.toString();
    this.#holds.set(key, (this.#holds.get(key) ?? 0) + 1);
    const dispose = () => {
      const left = (this.#holds.get(key) ?? 0) - 1;
      if (left > 0) this.#holds.set(key, left);
      else this.#holds.delete(key);
      this.#closeUnused();
    };
    return { ...found, dispose };
  }

  /** No request, and nothing is opened. */
  findOpen(rootUri: vscode.Uri): OpenPlace | undefined {
    return this.#open.get(rootUri.toString());
  }

  /** Whether a file belongs to a place, by its address. */
  isOf(place: OpenPlace, uri: vscode.Uri): boolean {
    return findPathBelow(place.source.rootUri, uri) !== undefined;
  }

  /** The editor has nothing of its own of a file any more. */
  forgetText(uri: vscode.Uri): void {
    for (const place of this.#open.values()) {
      const path = findPathBelow(place.source.rootUri, uri);
      if (path !== undefined) place.forgetText(path);
    }
  }

  async #openRepository(location: RepositoryLocation, signal?: AbortSignal): Promise<OpenPlace | undefined> {
    const rootUri = toUri(location, '');
    const known = this.findOpen(rootUri);
    if (known !== undefined) return known;
    const services = await this.#findServices(location, signal);
    return services && this.#openPlace(rootUri, () => new BitbucketSource(location, services));
  }

  async #findServices(
    { repository }: RepositoryLocation,
    signal?: AbortSignal,
  ): Promise<RepositoryServices | undefined> {
    const { access, log } = this.#ports;
    try {
      return await access.get(repository, undefined, signal);
    } catch (error) {
      signal?.throwIfAborted();
      // What is open stays of use when nobody is signed in any more.
      if (BitbucketError.is(error, 'signedOut')) return access.findLast(repository);
      log.debug(`${repository.workspace}/${repository.slug} cannot be read now: ${String(error)}`);
      return undefined;
    }
  }

  #openPlace(rootUri: vscode.Uri, create: () => PlaceSource): OpenPlace {
    const key = rootUri.toString();
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const source = create();
    const place = new OpenPlace({
      source,
      findOpenText: (path) => {
        const document = findDocument(source.toUri(path));
        return document && { text: document.getText(), isDirty: document.isDirty };
      },
      clock: this.#ports.clock,
      log: this.#ports.log,
    });
    this.#open.set(key, place);
    this.#onDidOpen.fire(place);
    return place;
  }

  #findFolderRoot(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    const folder = vscode.Uri.joinPath(uri, '..').toString();
    const known = this.#folderRoots.get(folder) ?? findFolderRoot(uri);
    this.#folderRoots.set(folder, known);
    return known;
  }

  #closeUnused(): void {
    for (const [key, place] of this.#open) {
      if (this.#holds.has(key) || vscode.workspace.textDocuments.some(({ uri }) => this.isOf(place, uri))) continue;
      place.dispose();
      this.#open.delete(key);
      this.#folderRoots.clear();
    }
  }

  #reset(isConcerned: (rootUri: vscode.Uri) => boolean): void {
    this.#folderRoots.clear();
    for (const [key, place] of this.#open) {
      if (!isConcerned(place.source.rootUri)) continue;
      place.dispose();
      this.#open.delete(key);
    }
    this.#onDidReset.fire(undefined);
  }
}

function findDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted);
}
