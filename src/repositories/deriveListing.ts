import type { LineageStep } from './commitLineage';
import type { ListedEntry, Listing } from './listing';

/** Listings that are known without asking, before and after a step. */
export interface KnownListings {
  before(directory: string): Promise<Listing | undefined>;
  after(directory: string): Promise<Listing | undefined>;
}

type ChangeBelow = LineageStep['files'][number] & {
  /** Whether it is below the entry rather than the entry itself. */
  readonly isDeeper: boolean;
};

/** A directory after a step, from what is known of it before and of the files that differ; `undefined` when that does not tell. */
export async function deriveListing(
  step: LineageStep,
  directory: string,
  known: KnownListings,
): Promise<Listing | undefined> {
  const changes = findChangesBelow(step, directory);
  const before = step.from === undefined ? 'missing' : await known.before(directory);
  if (before === undefined) return undefined;
  if (changes.size === 0 && step.from !== undefined) return before;
  const entries = new Map(before === 'missing' ? [] : before.map((entry) => [entry.name, entry]));
  for (const [name, below] of changes) {
    const entry = await deriveEntry(name, below, () => known.after(directory === '' ? name : `${directory}/${name}`));
    if (entry === undefined) return undefined;
    if (entry === 'missing') entries.delete(name);
    else entries.set(name, entry);
  }
  return entries.size === 0 && directory !== '' ? 'missing' : [...entries.values()];
}

async function deriveEntry(
  name: string,
  changes: readonly ChangeBelow[],
  readBelow: () => Promise<Listing | undefined>,
): Promise<ListedEntry | 'missing' | undefined> {
  const file = changes.find(({ isDeeper }) => !isDeeper);
  if (file?.change === 'set') {
    const { size, mode } = file;
    if (size === undefined || mode === undefined) return undefined;
    return { ...toFolderEntry(name), kind: 'file', size, mode, isLink: mode === 'link' };
  }
  const deeper = changes.filter(({ isDeeper }) => isDeeper);
  if (deeper.some(({ change }) => change === 'set')) return toFolderEntry(name);
  if (deeper.length === 0) return 'missing';
  const below = await readBelow();
  return below === undefined || below === 'missing' ? below : toFolderEntry(name);
}

/** By the name of the directory's entry that they are at or below. */
function findChangesBelow({ files }: LineageStep, directory: string): ReadonlyMap<string, readonly ChangeBelow[]> {
  const prefix = directory === '' ? '' : `${directory}/`;
  const found = new Map<string, ChangeBelow[]>();
  for (const file of files) {
    if (!file.path.startsWith(prefix)) continue;
    const [name = '', ...deeper] = file.path.slice(prefix.length).split('/');
    found.set(name, [...(found.get(name) ?? []), { ...file, isDeeper: deeper.length > 0 }]);
  }
  return found;
}

function toFolderEntry(name: string): ListedEntry {
  return { name, kind: 'directory', size: 0, isLink: false, mode: 'file', isLfs: false, isSubrepository: false };
}
