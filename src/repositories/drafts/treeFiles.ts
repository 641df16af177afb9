import pLimit from 'p-limit';
import type { FileMode } from '../../bitbucket/model';
import { canCommitPath } from '../../bitbucket/sourceCommit';
import type { RepositoryLocation } from '../location';
import type { RepositoryFiles } from '../repositoryFiles';
import { hashContent } from './contentHash';
import type { BranchDrafts, DraftEdit } from './branchDrafts';
import type { Draft } from './draft';
import { isWithin } from './draftLayer';
import type { TreeView } from './treeView';
import { WorkingTreeError } from './workingTree';

export interface TreeFilesPorts {
  readonly location: RepositoryLocation;
  readonly drafts: BranchDrafts;
  readonly files: RepositoryFiles;
  readonly view: TreeView;
}

/** A file, or an empty folder, as it is shown. */
export interface PlacedFile {
  readonly path: string;
  /** `undefined` for what the branch has. */
  readonly draft: Draft | undefined;
  readonly mode: FileMode;
  readonly isLfs: boolean;
  readonly isSubrepository: boolean;
}

type Base = NonNullable<DraftEdit['base']>;

/** What a file without a draft holds for whoever moves or copies it; no base where the branch's file is not theirs. */
export interface FileSource {
  readonly base: Base | undefined;
  readonly bytes: Uint8Array;
}

const readsAtOnce = 6;

/** Files and folders of a working tree as whole things: what is below a path, with its content. */
export class TreeFiles {
  readonly #ports: TreeFilesPorts;

  constructor(ports: TreeFilesPorts) {
    this.#ports = ports;
  }

  /** The file at a path, or everything below a folder; none where nothing is. */
  async collect(path: string): Promise<readonly PlacedFile[]> {
    const { view } = this.#ports;
    const [layer, found] = [await view.layer(), await view.find(path)];
    if (found === undefined) return [];
    const drafted = layer
      .below(path)
      .filter(({ change }) => change.kind !== 'deleted')
      .map((draft) => toPlaced(draft));
    if (found.draft !== undefined) return drafted;
    if (found.kind === 'file' || found.isSubrepository) return [{ path, ...found }];
    const base = (await view.listBaseDeep(path)).filter(
      ({ path: below, entry }) =>
        (entry.kind === 'file' || entry.isSubrepository) && below !== path && layer.find(below) === undefined,
    );
    return [
      ...base.map(({ path: below, entry }) => ({ path: below, draft: undefined, ...pickMode(entry) })),
      ...drafted,
    ];
  }

  /** The same with every content read, a few at a time; rejects before anything is changed where one cannot be had. */
  async collectWithContent(
    path: string,
    readSource: (file: PlacedFile) => Promise<FileSource>,
  ): Promise<readonly (PlacedFile & { readonly bytes: Uint8Array | undefined; readonly base: Base | undefined })[]> {
    const files = await this.collect(path);
    const refused = files.find(({ isLfs, isSubrepository }) => isLfs || isSubrepository);
    if (refused !== undefined) {
      const reason = refused.isLfs ? 'lfs' : 'submodule';
      throw new WorkingTreeError({ kind: 'readOnly', path: refused.path, reason });
    }
    checkSendable(files);
    return pLimit(readsAtOnce).map([...files], async (file) => {
      if (file.draft === undefined) return { ...file, ...(await readSource(file)) };
      const bytes = file.draft.change.kind === 'content' ? await this.#ports.drafts.readContent(file.path) : undefined;
      return { ...file, bytes, base: undefined };
    });
  }

  /** Where a folder takes the place of another, files would be written over those in it, LFS's pointers among them. */
  async checkReplaceable(path: string): Promise<void> {
    const lfs = (await this.collect(path)).find(({ isLfs }) => isLfs);
    if (lfs !== undefined) throw new WorkingTreeError({ kind: 'readOnly', path: lfs.path, reason: 'lfs' });
  }

  /** What the branch has at a path, to start a draft from: at the given commit, else at the tip. */
  async readBase(path: string, mode: FileMode, at?: string): Promise<Base & { readonly bytes: Uint8Array }> {
    const { files, location, view } = this.#ports;
    const commit = at ?? (await view.resolve());
    if (commit === undefined) throw new WorkingTreeError({ kind: 'notFound', path });
    const bytes = await files.read({ repository: location.repository, ref: { kind: 'commit', hash: commit } }, path);
    return { commit, hash: await hashContent(bytes), mode, bytes };
  }

  /** The edits that take away what is at a path or below it; nothing of it is read. */
  async toDeletions(path: string): Promise<readonly DraftEdit[]> {
    const files = await this.collect(path);
    const submodule = files.find(({ isSubrepository }) => isSubrepository);
    if (submodule !== undefined) {
      throw new WorkingTreeError({ kind: 'readOnly', path: submodule.path, reason: 'submodule' });
    }
    checkSendable(files);
    const commit = files.some(({ draft }) => draft === undefined) ? await this.#ports.view.resolve() : undefined;
    const layer = await this.#ports.view.layer();
    const folders = layer.below(path).filter(({ change }) => change.kind === 'folder');
    const paths = new Set([...files, ...folders].map((file) => file.path));
    const modes = new Map(files.map((file) => [file.path, file]));
    return [...paths].map((below) => {
      const file = modes.get(below);
      const isBase = file !== undefined && file.draft === undefined && commit !== undefined;
      const base = isBase ? { commit, hash: undefined, mode: file.mode, bytes: undefined } : undefined;
      return { path: below, base, change: { kind: 'deleted' }, shownMs: layer.find(below)?.savedMs ?? 0 };
    });
  }
}

/** Where something lands when the folder it is in (or it itself) goes from one path to another. */
export function toMoved(path: string, from: string, to: string): string {
  if (!isWithin(path, from)) throw new RangeError('Not within what is moved.');
  return to + path.slice(from.length);
}

/** A deletion is part of a commit as well. */
function checkSendable(files: readonly PlacedFile[]): void {
  const refused = files.find(({ path, draft }) => draft === undefined && !canCommitPath(path));
  if (refused !== undefined) throw new WorkingTreeError({ kind: 'readOnly', path: refused.path, reason: 'name' });
}

function toPlaced(draft: Draft): PlacedFile {
  const mode = draft.change.kind === 'content' ? draft.change.mode : 'file';
  return { path: draft.path, draft, mode, isLfs: false, isSubrepository: false };
}

function pickMode({ mode, isLfs, isSubrepository }: Omit<PlacedFile, 'path' | 'draft'>) {
  return { mode, isLfs, isSubrepository };
}
