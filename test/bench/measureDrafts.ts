import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import writeFileAtomic from 'write-file-atomic';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { openAccount } from './accountInProcess';
import { startBigBitbucket } from './bigBitbucket';
import { toMedian, type Figure } from './figure';
import { createOneRepository, onlyRepository } from './folderSeed';

/** Ways to save the same bytes. */
type Save = (path: string, bytes: Uint8Array) => Promise<void>;

const sizes = { '10 kB': 10_000, '1 MB': 1_000_000 } as const;
const edited = 'edited.sql';
const saveOptions = { create: true, overwrite: true };

/** How long it takes until a save is safe on the disk, beside the same bytes as a local file. */
export async function measureDrafts(rounds: number): Promise<readonly Figure[]> {
  const folder = createTemporaryFolder('drafts');
  const bitbucket = await startBigBitbucket('http://127.0.0.1/', createOneRepository({ [edited]: 'SELECT 1;\n' }));
  const { access_token: token } = await bitbucket.admin.mintTokens('anna', ['account', 'repository:write']);
  const { apiUrl } = bitbucket.addresses;
  const { services, close } = openAccount({ apiUrl, token, storageFolder: join(folder.path, 'storage') });
  try {
    const tree = services.workingTree(onlyRepository, 'main');
    // What is edited was read before.
    await tree.read(edited);
    const ways = {
      draft: (path, bytes) => tree.write(path, bytes, saveOptions),
      local: (path, bytes) => writeThrough(join(folder.path, path), bytes),
      atomic: (path, bytes) => writeFileAtomic(join(folder.path, path), Buffer.from(bytes)),
    } satisfies Record<string, Save>;
    const figures: Figure[] = [];
    for (const [name, length] of Object.entries(sizes)) {
      figures.push(...toFigures(name, await measureWays(ways, length, rounds)));
    }
    return figures;
  } finally {
    close();
    await bitbucket.stop();
    folder.remove();
  }
}

/** One after the other, so that a busy disk is busy for all of them. */
async function measureWays<W extends string>(
  ways: Readonly<Record<W, Save>>,
  length: number,
  rounds: number,
): Promise<Readonly<Record<W, number>>> {
  const names = Object.keys(ways) as W[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<W, number[]>;
  // The first save makes folders and reads what it starts from.
  for (let round = -1; round < rounds; round++) {
    const bytes = randomBytes(length);
    for (const name of names) {
      const startedMs = performance.now();
      await ways[name](edited, bytes);
      if (round >= 0) times[name].push(performance.now() - startedMs);
    }
  }
  return Object.fromEntries(names.map((name) => [name, toMedian(times[name])])) as Record<W, number>;
}

function toFigures(size: string, times: Readonly<Record<'draft' | 'local' | 'atomic', number>>): readonly Figure[] {
  const toFigure = (name: string, ms: number, reference: number | null): Figure => ({
    name,
    value: toTenth(ms),
    unit: 'ms',
    limit: null,
    reference,
  });
  return [
    toFigure(`save of a draft of ${size}`, times.draft, toTenth(times.atomic)),
    toFigure(`save of ${size} to a local file, written through`, times.local, null),
    toFigure(`save of ${size} to a local file by write-file-atomic`, times.atomic, toTenth(times.local)),
  ];
}

function toTenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
