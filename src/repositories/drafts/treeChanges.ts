import { Emitter } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryLocation } from '../location';
import type { RepositoryFiles } from '../repositoryFiles';
import type { BranchDrafts } from './branchDrafts';
import type { Draft } from './draft';
import { ancestorsOf, type DraftLayer } from './draftLayer';
import type { TreeView } from './treeView';
import type { PathChange } from './workingTree';

export interface TreeChangesPorts {
  readonly location: RepositoryLocation;
  readonly drafts: BranchDrafts;
  readonly files: RepositoryFiles;
  readonly view: TreeView;
  readonly log: Pick<Log, 'warn'>;
}

/** Tells which paths of a working tree look different, one event after the other. Asks nothing of Bitbucket. */
export class TreeChanges {
  readonly #ports: TreeChangesPorts;
  readonly #onDidChange = new Emitter<readonly PathChange[]>();
  readonly onDidChange = this.#onDidChange.event;
  #before: DraftLayer | undefined;
  #tip: string | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(ports: TreeChangesPorts) {
    this.#ports = ports;
    ports.drafts.onDidChange((paths) => {
      this.#queue(() => this.#draftsChanged(paths));
    });
    ports.files.onDidChange(({ repository, ref }) => {
      const own = ports.location;
      const isOwn = repository.workspace === own.repository.workspace && repository.slug === own.repository.slug;
      if (isOwn && ref.kind === 'branch' && own.ref.kind === 'branch' && ref.name === own.ref.name) {
        this.#queue(() => this.#branchMoved());
      }
    });
  }

  /** What was shown when something was last read. */
  remember(layer: DraftLayer, tip: string | undefined): void {
    this.#before ??= layer;
    this.#tip ??= tip;
  }

  #queue(work: () => Promise<readonly PathChange[]>): void {
    this.#last = this.#last
      .then(work)
      .then((changes) => {
        if (changes.length > 0) this.#onDidChange.fire(changes);
      })
      .catch((error: unknown) => {
        this.#ports.log.warn(`What changed in a working tree was not told: ${String(error)}`);
      });
  }

  async #draftsChanged(paths: readonly string[]): Promise<readonly PathChange[]> {
    const after = await this.#ports.view.layer();
    const before = this.#before;
    this.#before = after;
    const changes = new Map<string, PathChange>();
    const add = (kind: PathChange['kind'], path: string) => {
      if (!changes.has(path)) changes.set(path, { kind, path });
    };
    for (const path of paths) {
      const [old, now] = [before?.find(path), after.find(path)];
      const wasThere = await this.#isThere(path, old, now);
      const isThere = await this.#isThere(path, now, old);
      if (!wasThere && !isThere) continue;
      const kind = wasThere && isThere ? 'changed' : isThere ? 'created' : 'deleted';
      add(kind, path);
      if (kind !== 'changed') for (const it of await this.#foldersOf(path, kind, before, after)) add(kind, it);
    }
    return [...changes.values()];
  }

  async #isThere(path: string, draft: Draft | undefined, other: Draft | undefined): Promise<boolean> {
    if (draft !== undefined) return draft.change.kind !== 'deleted';
    const known = await this.#ports.files.peek(this.#ports.location, path);
    return known === undefined ? other?.base !== undefined : known !== 'missing';
  }

  /** Folders that came about, or vanished, with a file. */
  async #foldersOf(path: string, kind: 'created' | 'deleted', before: DraftLayer | undefined, after: DraftLayer) {
    const found: string[] = [];
    for (const folder of ancestorsOf(path)) {
      if (folder === '') continue;
      const isUnknown = (await this.#ports.files.peek(this.#ports.location, folder)) === 'missing';
      const layer = kind === 'created' ? before : after;
      if (layer?.hasFolder(folder) === true) continue;
      if (
        isUnknown ||
        (layer?.hasDeletions(folder) === true && (kind === 'created' || (await this.#isEmptied(folder))))
      ) {
        found.push(folder);
      }
    }
    return found;
  }

  #isEmptied(folder: string): Promise<boolean> {
    return this.#ports.view.isEmptied(folder).catch(() => false);
  }

  /** Where it is known how the commits differ, only that is told, with the folders that came about. */
  async #branchMoved(): Promise<readonly PathChange[]> {
    const { files, location, view } = this.#ports;
    const from = this.#tip;
    const to = files.peekTip(location);
    this.#tip = to;
    const layer = await view.layer();
    const step = to === undefined ? undefined : await files.findStep(location.repository, to);
    if (step === undefined || step.from !== from) return [{ kind: 'changed', path: '' }];
    const changes = new Map<string, PathChange>();
    for (const { path, change } of step.files) {
      if (layer.find(path) !== undefined) continue;
      const kind = change === 'removed' ? 'deleted' : (await this.#isKnownAt(from, path)) ? 'changed' : 'created';
      changes.set(path, { kind, path });
      if (kind !== 'created') continue;
      for (const folder of ancestorsOf(path)) {
        if (folder === '' || changes.has(folder) || layer.hasFolder(folder)) continue;
        if (!(await this.#isKnownAt(from, folder))) changes.set(folder, { kind, path: folder });
      }
    }
    return [...changes.values()];
  }

  /** Whether something is known to be at a path of a commit: what is not known was shown to nobody. */
  async #isKnownAt(commit: string | undefined, path: string): Promise<boolean> {
    if (commit === undefined) return false;
    const { files, location } = this.#ports;
    const known = await files.peek({ repository: location.repository, ref: { kind: 'commit', hash: commit } }, path);
    return known !== undefined && known !== 'missing';
  }
}
