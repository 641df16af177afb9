import { LRUCache } from 'lru-cache';
import type { Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { BitbucketApi } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import { canCommitPath } from '../../bitbucket/sourceCommit';
import type { ListedEntry } from '../listing';
import type { RepositoryLocation } from '../location';
import type { FileInfo, RepositoryFiles } from '../repositoryFiles';
import type { BranchDrafts, DraftEdit } from './branchDrafts';
import type { Draft } from './draft';
import { isForLfs } from './lfsAttributes';
import { TreeBases, type EditOrigin } from './treeBases';
import { TreeChanges } from './treeChanges';
import { TreeFiles, toMoved, type FileSource, type PlacedFile } from './treeFiles';
import { checkNewPath, checkWay } from './treeNames';
import { TreeView, type FoundEntry } from './treeView';
import { WorkingTreeError, type PathChange, type WorkingTree } from './workingTree';

export interface BranchWorkingTreePorts {
  /** Of a branch. */
  readonly location: RepositoryLocation;
  readonly drafts: BranchDrafts;
  readonly files: RepositoryFiles;
  readonly api: Pick<BitbucketApi, 'fetchRepository'>;
  readonly log: Pick<Log, 'warn'>;
}

/** Editors that are open, and then some. */
const mostPathsShown = 5000;

/** The files of a branch under the drafts of one account. */
export class BranchWorkingTree implements WorkingTree {
  readonly location: RepositoryLocation;
  readonly drafts: BranchDrafts;
  readonly onDidChange: Event<readonly PathChange[]>;
  readonly #files: RepositoryFiles;
  readonly #view: TreeView;
  readonly #whole: TreeFiles;
  readonly #bases: TreeBases;
  readonly #changes: TreeChanges;
  /** When the draft that was shown last at a path was saved. */
  readonly #shownMs = new LRUCache<string, number>({ max: mostPathsShown });

  constructor({ location, drafts, files, api, log }: BranchWorkingTreePorts) {
    this.location = location;
    this.drafts = drafts;
    this.#files = files;
    this.#view = new TreeView({ location, drafts, files, api });
    this.#whole = new TreeFiles({ location, drafts, files, view: this.#view });
    this.#bases = new TreeBases(() => files.peekTip(location));
    this.#changes = new TreeChanges({ location, drafts, files, view: this.#view, log });
    this.onDidChange = this.#changes.onDidChange;
  }

  async stat(path: string, signal?: AbortSignal): Promise<FileInfo & { readonly isReadOnly: boolean }> {
    await this.#remember();
    const found = await this.#view.find(path, signal);
    if (found === undefined) throw new WorkingTreeError({ kind: 'notFound', path });
    // A folder in place of a file that was deleted is seen together with that deletion.
    this.#noteShown(path, found.draft ?? (await this.#view.layer()).find(path));
    const { kind, size, isLink, mode, isLfs, isSubrepository } = found;
    // What came in during an edit is merged with it: there is nothing the editor has to ask before it saves.
    const modifiedMs = found.draft === undefined && this.#bases.isHeld(path) ? 0 : found.modifiedMs;
    const isFixed = isLfs || isSubrepository || (kind === 'file' && !canCommitPath(path));
    const isReadOnly = isFixed || (await this.drafts.isKeptByNewerVersion(path));
    return { kind, size, isLink, mode, isLfs, isSubrepository, modifiedMs, isReadOnly };
  }

  async list(directory: string, signal?: AbortSignal): Promise<readonly ListedEntry[]> {
    await this.#remember();
    return this.#view.list(directory, signal);
  }

  async read(path: string, signal?: AbortSignal): Promise<Uint8Array> {
    await this.#remember();
    const layer = await this.#view.layer();
    this.#noteShown(path, layer.find(path));
    const bytes = await this.drafts.readContent(path);
    if (bytes !== undefined) {
      this.#bases.noteDraft(path, await this.drafts.find(path));
      return bytes;
    }
    if (layer.hasFolder(path)) throw new WorkingTreeError({ kind: 'isDirectory', path });
    const commit = layer.find(path)?.change.kind === 'deleted' ? undefined : await this.#view.resolve(signal);
    if (commit === undefined) throw new WorkingTreeError({ kind: 'notFound', path });
    const read = await this.#readAt(commit, path, signal);
    this.#bases.noteRead(path, commit);
    return read;
  }

  holdBase(path: string, earlier?: EditOrigin): EditOrigin | undefined {
    return this.#bases.hold(path, earlier);
  }

  releaseBase(path: string): boolean {
    return this.#bases.release(path);
  }

  noteMove(path: string): void {
    this.#bases.noteMove(path);
  }

  async readOriginal(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const draft = await this.drafts.find(path);
    if (draft === undefined) return this.#readUnlessMissing(await this.#view.resolve(signal), path, signal);
    if (draft.base !== undefined) {
      return (await this.drafts.readBase(path)) ?? this.#readAt(draft.base.commit, path, signal);
    }
    return draft.renamedFrom === undefined ? undefined : this.readOriginal(draft.renamedFrom, signal);
  }

  async write(
    path: string,
    bytes: Uint8Array,
    { create, overwrite }: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void> {
    const found = await this.#view.find(path);
    if (found?.kind === 'directory') throw new WorkingTreeError({ kind: 'isDirectory', path });
    if (found === undefined && !create) throw new WorkingTreeError({ kind: 'notFound', path });
    if (found !== undefined && create && !overwrite) throw new WorkingTreeError({ kind: 'exists', path });
    await this.#checkWritable(path, found);
    const before = await this.drafts.find(path);
    const edit = found === undefined ? await this.#toNewFile(path, bytes) : await this.#toChanged(path, bytes, found);
    const shownMs = this.#shownMs.get(path);
    // Who is told no is shown what is there now.
    this.#shownMs.delete(path);
    await this.drafts.save([{ ...edit, shownMs }]);
    const draft = await this.drafts.find(path);
    const origin = (before?.base ?? edit.base)?.commit;
    if (draft === undefined && origin !== undefined) this.#bases.noteUnchanged(path, origin);
    else this.#bases.noteDraft(path, draft);
  }

  async createFolder(path: string): Promise<void> {
    const layer = await this.#view.layer();
    // A deleted file keeps its name until it is committed: one draft cannot be both.
    const isTaken = layer.find(path) !== undefined || (await this.#view.find(path)) !== undefined;
    if (isTaken) throw new WorkingTreeError({ kind: 'exists', path });
    await checkNewPath(this.#view, path);
    await this.drafts.save([{ path, base: undefined, change: { kind: 'folder' } }]);
  }

  async rename(from: string, to: string, { overwrite }: { readonly overwrite: boolean }): Promise<void> {
    if (from === to) return;
    const edits = await this.#toCopies(from, to, overwrite, true);
    await this.drafts.save(edits);
    for (const { path } of edits) this.#bases.forget(path);
  }

  async copy(from: string, to: string, { overwrite }: { readonly overwrite: boolean }): Promise<void> {
    if (from === to) return;
    const edits = await this.#toCopies(from, to, overwrite, false);
    await this.drafts.save(edits);
    for (const { path } of edits) this.#bases.forget(path);
  }

  async delete(path: string, { recursive }: { readonly recursive: boolean }): Promise<void> {
    const found = await this.#view.find(path);
    if (found === undefined) throw new WorkingTreeError({ kind: 'notFound', path });
    if (found.kind === 'directory' && !recursive && (await this.#view.list(path)).length > 0) {
      throw new WorkingTreeError({ kind: 'notEmpty', path });
    }
    const edits = await this.#whole.toDeletions(path);
    await this.drafts.save(edits);
    for (const edit of edits) this.#bases.forget(edit.path);
  }

  async #toNewFile(path: string, bytes: Uint8Array): Promise<DraftEdit> {
    const deleted = await this.drafts.find(path);
    await (deleted === undefined ? checkNewPath(this.#view, path) : checkWay(this.#view, path));
    await this.#checkNotForLfs(path, deleted !== undefined);
    // What an editor still shows of a file that is gone on the branch started from what it was.
    const held = deleted === undefined ? this.#bases.find(path)?.commit : undefined;
    const before = held === undefined ? undefined : await this.#readUnlessMissing(held, path);
    if (held !== undefined && before !== undefined) {
      const mode = await this.#findMode(held, path);
      const base = await this.#whole.readBase(path, mode, held);
      return { path, base, change: { kind: 'content', bytes, mode } };
    }
    const mode = deleted?.base?.mode === 'executable' ? 'executable' : 'file';
    const isUnread = deleted?.base !== undefined && deleted.base.hash === undefined;
    const base = isUnread ? await this.#readDeleted(path, deleted.base) : undefined;
    return { path, base, ...(await this.#absence()), change: { kind: 'content', bytes, mode } };
  }

  async #toChanged(path: string, bytes: Uint8Array, { draft, mode }: FoundEntry): Promise<DraftEdit> {
    const change = { kind: 'content', bytes, mode } as const;
    if (draft !== undefined) return { path, base: undefined, change };
    return { path, ...(await this.#readOrigin(path, mode, this.#bases.find(path))), change };
  }

  /** An edit that began with a draft stands on what that draft became, once it was committed. */
  async #readOrigin(
    path: string,
    mode: FoundEntry['mode'],
    { commit, draftHash }: EditOrigin = { commit: undefined },
  ): Promise<Pick<DraftEdit, 'base' | 'absentAt'>> {
    if (draftHash === undefined) return { base: await this.#whole.readBase(path, mode, commit) };
    const there = await this.#whole.readBase(path, mode).catch(() => undefined);
    if (there?.hash === draftHash) return { base: there };
    const wasThere = commit === undefined || (await this.#readUnlessMissing(commit, path)) !== undefined;
    return wasThere ? { base: await this.#whole.readBase(path, mode, commit) } : { base: undefined, absentAt: commit };
  }

  /** The editor puts unsaved text of a file where that goes, so the file is the one which that text began with. */
  async #readSource({ path, mode }: PlacedFile): Promise<FileSource> {
    const { base } = await this.#readOrigin(path, mode, this.#bases.findEdited(path));
    const bytes = base?.bytes ?? (await this.#whole.readBase(path, mode, base?.commit)).bytes;
    return { base, bytes };
  }

  /** Puts everything at or below a path to another one, in edits that belong together. */
  async #toCopies(from: string, to: string, overwrite: boolean, isMove: boolean): Promise<readonly DraftEdit[]> {
    if (to.startsWith(`${from}/`)) throw new WorkingTreeError({ kind: 'exists', path: to });
    const [source, target] = [await this.#view.find(from), await this.#view.find(to)];
    if (source === undefined) throw new WorkingTreeError({ kind: 'notFound', path: from });
    if (target !== undefined && !overwrite) throw new WorkingTreeError({ kind: 'exists', path: to });
    await this.#checkWritable(to, target);
    if (target === undefined) await checkNewPath(this.#view, to, isMove ? from : undefined);
    else await this.#whole.checkReplaceable(to);
    const sources = await this.#whole.collectWithContent(from, (file) => this.#readSource(file));
    const edits = new Map<string, DraftEdit>();
    if (target !== undefined) for (const edit of await this.#whole.toDeletions(to)) edits.set(edit.path, edit);
    const absence = await this.#absence();
    const layer = await this.#view.layer();
    for (const { path, draft, mode, bytes } of sources) {
      const place = toMoved(path, from, to);
      const origin = draft === undefined || draft.base !== undefined ? path : draft.renamedFrom;
      const renamedFrom = isMove && origin !== undefined && origin !== place ? { renamedFrom: origin } : {};
      if (bytes === undefined && layer.find(place) !== undefined) continue;
      const base = edits.get(place)?.base;
      if (bytes !== undefined && mode !== 'link' && !edits.has(place)) await this.#checkNotForLfs(place, false);
      const change = bytes === undefined ? { kind: 'folder' as const } : { kind: 'content' as const, bytes, mode };
      const overwritten = base === undefined ? undefined : await this.#whole.readBase(place, base.mode, base.commit);
      const shownMs = layer.find(place)?.savedMs ?? 0;
      const rest = { ...renamedFrom, isReplacement: true, shownMs };
      edits.set(place, { path: place, base: overwritten, ...absence, change, ...rest });
    }
    if (isMove) {
      for (const { path, base, draft } of sources) {
        if (!edits.has(path))
          edits.set(path, { path, base, change: { kind: 'deleted' }, shownMs: draft?.savedMs ?? 0 });
      }
    }
    return [...edits.values()];
  }

  async #checkWritable(path: string, found: FoundEntry | undefined): Promise<void> {
    const refuse = (reason: 'lfs' | 'submodule' | 'newerVersion' | 'name') => {
      throw new WorkingTreeError({ kind: 'readOnly', path, reason });
    };
    if (found?.isLfs === true) refuse('lfs');
    if (found?.isSubrepository === true) refuse('submodule');
    if (found?.kind === 'file' && !canCommitPath(path)) refuse('name');
    if (await this.drafts.isKeptByNewerVersion(path)) refuse('newerVersion');
  }

  /** What was deleted and is made again stays what it was. */
  async #checkNotForLfs(path: string, wasThere: boolean): Promise<void> {
    const before = wasThere ? await this.#view.findBase(path).catch(() => undefined) : undefined;
    if (before?.isLfs === true) throw new WorkingTreeError({ kind: 'readOnly', path, reason: 'lfs' });
    const ports = { files: this.#files, drafts: this.drafts, location: this.location };
    if (before !== undefined || !(await isForLfs(ports, path))) return;
    throw new WorkingTreeError({ kind: 'readOnly', path, reason: 'lfsRule' });
  }

  async #absence(): Promise<{ readonly absentAt?: string }> {
    const tip = await this.#view.resolve().catch(() => undefined);
    return tip === undefined ? {} : { absentAt: tip };
  }

  /** Who saves a file is not kept from it where that cannot be asked: most files are plain ones. */
  async #findMode(commit: string, path: string): Promise<FoundEntry['mode']> {
    const at = { repository: this.location.repository, ref: { kind: 'commit', hash: commit } } as const;
    const found = await this.#files.stat(at, path).catch(() => undefined);
    return found?.mode ?? 'file';
  }

  /** Offline the draft goes without: it is compared when it is committed. */
  #readDeleted(
    path: string,
    { commit, mode }: NonNullable<DraftEdit['base']> | { commit: string; mode: FoundEntry['mode'] },
  ) {
    return this.#whole.readBase(path, mode, commit).catch(() => undefined);
  }

  #readAt(commit: string, path: string, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#files.read(
      { repository: this.location.repository, ref: { kind: 'commit', hash: commit } },
      path,
      signal,
    );
  }

  async #readUnlessMissing(commit: string | undefined, path: string, signal?: AbortSignal) {
    if (commit === undefined) return undefined;
    try {
      return await this.#readAt(commit, path, signal);
    } catch (error) {
      if (BitbucketError.is(error, 'notFound')) return undefined;
      throw error;
    }
  }

  #noteShown(path: string, draft: Draft | undefined): void {
    this.#shownMs.set(path, draft?.savedMs ?? 0);
  }

  async #remember(): Promise<void> {
    this.#changes.remember(await this.#view.layer(), this.#files.peekTip(this.location));
  }
}
