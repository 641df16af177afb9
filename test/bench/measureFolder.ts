import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { startBigBitbucket } from './bigBitbucket';
import { toMedian, type Figure } from './figure';
import { createManyFiles, createOneRepository, folderSize, onlyRepository } from './folderSeed';
import { expectRows, measureWindowRuns, toCounts, toTime, type WindowRuns } from './windowRuns';

const latencyMs = 100;

/** Time and requests until a repository of 5,000 files is open with every folder expanded, beside a folder on the disk. */
export async function measureFolder(rounds: number): Promise<readonly Figure[]> {
  const files = createManyFiles();
  const localMs = await measureLocalFolder(files, rounds);
  const bitbucket = await startBigBitbucket('http://127.0.0.1/', createOneRepository(files));
  try {
    const { admin } = bitbucket;
    const { access_token: token } = await admin.mintTokens('anna', ['account', 'repository:write']);
    await admin.prepareRepository(onlyRepository);
    await measureWindowRuns(bitbucket, { kind: 'folder', token }, 1);
    await admin.configure({ latencyMs });
    return toFigures(await measureWindowRuns(bitbucket, { kind: 'folder', token }, rounds), localMs);
  } finally {
    await bitbucket.stop();
  }
}

function toFigures({ cold, cached }: WindowRuns, localMs: number): readonly Figure[] {
  const { folders, filesPerFolder } = folderSize;
  expectRows([...cold, ...cached], folders * filesPerFolder);
  const of = `folder of ${folders * filesPerFolder} files`;
  // The tip, the root, the folders, the file; of the cached ones, only where the branch is.
  const [lowest, requests] = [4 * latencyMs, 2 + folders + 1];
  return [
    toTime(`${of}, nothing cached: root listed`, cold, 'firstMs', 2 * latencyMs, null),
    toTime(`${of}, nothing cached: all listed and looked at, one read`, cold, 'completeMs', lowest, null),
    ...toCounts(`${of}, nothing cached`, cold, requests, requests),
    toTime(`${of}, cached: root listed`, cached, 'firstMs', latencyMs, null),
    toTime(`${of}, cached: all listed and looked at, one read`, cached, 'completeMs', latencyMs, null),
    ...toCounts(`${of}, cached`, cached, 1, 1),
    { name: `${of}, on the local disk`, value: localMs, unit: 'ms', limit: null, reference: null },
  ];
}

async function measureLocalFolder(files: Readonly<Record<string, string>>, rounds: number): Promise<number> {
  const folder = createTemporaryFolder('files');
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder.path, path, '..'), { recursive: true });
      writeFileSync(join(folder.path, path), text);
    }
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await openLocally(folder.path));
    return Math.round(toMedian(times) * 10) / 10;
  } finally {
    folder.remove();
  }
}

async function openLocally(root: string): Promise<number> {
  const startedMs = performance.now();
  const paths: string[] = [];
  const expand = async (directory: string): Promise<void> => {
    const entries = await readdir(directory, { withFileTypes: true });
    await Promise.all(
      entries.map(async (entry) => {
        const path = join(directory, entry.name);
        await stat(path);
        if (entry.isDirectory()) await expand(path);
        else paths.push(path);
      }),
    );
  };
  await expand(root);
  await readFile(paths.sort().at(-1) ?? root);
  return performance.now() - startedMs;
}
