import type * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter } from '../../base/event';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import { toDraftedContent } from '../../repositories/draftedPipelines';
import type { PathChange, WorkingTree } from '../../repositories/drafts/workingTree';
import type { RepositoryLocation } from '../../repositories/location';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { findWorkingTree, openReadableTree } from '../files/locationTree';
import { toUri } from '../files/locationUri';
import { FactsCache } from './factsCache';
import type { Listing, PlaceSource } from './placeSource';

/** How far back it is looked for whether a file was there. */
const mostSteps = 100;

/** A branch with its drafts, or a commit. Only what is read costs requests, and the list of pipelines once per commit. */
export class BitbucketSource implements PlaceSource {
  readonly rootUri: vscode.Uri;
  readonly facts: FactsCache;
  readonly mayMissChanges = false;
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new Emitter<readonly PathChange[]>());
  readonly onDidChange = this.#onDidChange.event;
  readonly #location: RepositoryLocation;
  readonly #services: RepositoryServices;
  /** Of a branch. */
  readonly #tree: WorkingTree | undefined;

  constructor(location: RepositoryLocation, services: RepositoryServices) {
    this.rootUri = toUri(location, '');
    this.#location = location;
    this.#services = services;
    this.facts = new FactsCache(services.cache);
    this.#tree = findWorkingTree(services, location);
    if (this.#tree === undefined) return;
    this.#owned.add(
      this.#tree.onDidChange((changes) => {
        this.#onDidChange.fire(changes);
      }),
    );
  }

  readonly toUri = (path: string): vscode.Uri => toUri(this.#location, path);

  dispose(): void {
    this.#owned.dispose();
  }

  async list(signal: AbortSignal): Promise<Listing> {
    const drafts = (await this.#tree?.drafts.all()) ?? [];
    const toListing = (onTip: Parameters<typeof toDraftedContent>[0], isComplete: boolean): Listing => {
      const { pipelines } = toDraftedContent(onTip, drafts);
      const paths = pipelines.filter(({ draft }) => draft !== 'deleted').map(({ path }) => path);
      const written = drafts.filter(({ change }) => change.kind === 'content').map(({ path }) => path);
      return { paths: [...new Set([...paths, ...written])], completeness: isComplete ? 'pipelines' : 'some' };
    };
    try {
      const { files, snapshots } = this.#services;
      const { commit } = await files.resolve(this.#location, signal);
      return toListing(await snapshots.fetchPipelines(this.#location.repository, commit, signal), true);
    } catch (error) {
      if (!BitbucketError.is(error)) throw error;
      return { ...toListing([], false), isFailed: true };
    }
  }

  async listFolder(path: string, signal?: AbortSignal): Promise<readonly string[]> {
    const tree = openReadableTree(this.#services, this.#location);
    try {
      return (await tree.list(path, signal)).filter(({ kind }) => kind === 'file').map(({ name }) => name);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Error) return [];
      throw error;
    }
  }

  async readKept(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const draft = await this.#tree?.drafts.find(path);
    if (draft !== undefined) return this.#tree?.drafts.readContent(path);
    try {
      return await this.#services.files.readKept(this.#location, path, signal);
    } catch (error) {
      // Which commit the branch is at could not be asked: nothing can be kept of it.
      if (BitbucketError.is(error)) return undefined;
      throw error;
    }
  }

  async read(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const draft = await this.#tree?.drafts.find(path);
    if (draft !== undefined) return this.#tree?.drafts.readContent(path);
    const { files } = this.#services;
    const { commit } = await files.resolve(this.#location, signal);
    if ((await files.peek(this.#location, path)) === 'missing' || (await this.#wasAbsent(commit, path))) {
      return undefined;
    }
    try {
      return await files.read(this.#location, path, signal);
    } catch (error) {
      if (!BitbucketError.is(error, 'notFound')) throw error;
      await this.#services.cache.write(this.#toAbsentKey(commit, path), new Uint8Array());
      return undefined;
    }
  }

  /** Whether the path was looked for in vain, at this commit or at one from which it did not change since. */
  async #wasAbsent(commit: string, path: string): Promise<boolean> {
    const { cache, files } = this.#services;
    let at: string | undefined = commit;
    for (let steps = 0; at !== undefined && steps <= mostSteps; steps++) {
      if ((await cache.read(this.#toAbsentKey(at, path))) !== undefined) return true;
      const step: Awaited<ReturnType<typeof files.findStep>> = await files.findStep(this.#location.repository, at);
      at = step?.files.some((file) => file.path === path) === false ? step.from : undefined;
    }
    return false;
  }

  #toAbsentKey(commit: string, path: string): string {
    const { workspace, slug } = this.#location.repository;
    return `absent/${workspace}/${slug}/${commit}/${path}`;
  }
}
