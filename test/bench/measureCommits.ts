import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { gitEnvironment } from '../emulator/git/runGit';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { openAccount } from './accountInProcess';
import { startBigBitbucket, type BigBitbucket } from './bigBitbucket';
import { toMedian, type Figure } from './figure';
import { createOneRepository, onlyRepository } from './folderSeed';

/** What a commit cost. */
interface Cost {
  readonly ms: number;
  readonly requests: number;
}

interface Committer {
  readonly write: (path: string, text: string) => Promise<void>;
  readonly commit: () => Promise<void>;
}

const run = promisify(execFile);
const latencyMs = 100;
const counts = [1, 50] as const;
/** Where the branch is, the commit, where the branch is then, and what was committed: each waits for the one before. */
const waitingRequests = 4;

/** Time and requests of a commit at a Bitbucket that takes 100 ms for every answer, beside Git and its push of the same files. */
export async function measureCommits(rounds: number): Promise<readonly Figure[]> {
  const folder = createTemporaryFolder('commits');
  const bitbucket = await startBigBitbucket('http://127.0.0.1/', createOneRepository({ 'README.md': '# Bench\n' }));
  const { access_token: token } = await bitbucket.admin.mintTokens('anna', ['account', 'repository:write']);
  const { apiUrl } = bitbucket.addresses;
  const { services, close } = openAccount({ apiUrl, token, storageFolder: join(folder.path, 'storage') });
  try {
    const tree = services.workingTree(onlyRepository, 'main');
    await tree.list('');
    const maia: Committer = {
      write: (path, text) => tree.write(path, Buffer.from(text), { create: true, overwrite: true }),
      commit: async () => {
        const paths = (await tree.drafts.all()).map(({ path }) => path);
        const { kind } = await services.commits.commit(tree, { paths, message: 'Measure' });
        if (kind !== 'committed') throw new Error(`The commit ended as ${kind}.`);
      },
    };
    // A branch of its own: nobody has to fetch what the other one committed.
    const git = await cloneBranch(join(folder.path, 'clone'), new URL(apiUrl).host, token);
    const figures: Figure[] = [];
    for (const count of counts) {
      const costs = await measureBoth({ maia, git }, bitbucket, count, rounds);
      figures.push(...toFigures(count, costs));
    }
    return figures;
  } finally {
    close();
    await bitbucket.stop();
    folder.remove();
  }
}

async function cloneBranch(folder: string, host: string, token: string): Promise<Committer> {
  const { workspace, slug } = onlyRepository;
  const env = { ...gitEnvironment, GIT_COMMITTER_NAME: 'Anna', GIT_COMMITTER_EMAIL: 'anna@example.com' };
  const options = { env: { ...env, GIT_AUTHOR_NAME: 'Anna', GIT_AUTHOR_EMAIL: 'anna@example.com' } };
  const git = (...args: readonly string[]) => run('git', ['-C', folder, ...args], options);
  await run('git', ['clone', '-q', `http://x-token-auth:${token}@${host}/${workspace}/${slug}.git`, folder], options);
  await git('checkout', '-q', '-b', 'with-git');
  return {
    write: async (path, text) => {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    commit: async () => {
      await git('add', '--all');
      await git('commit', '-q', '-m', 'Measure');
      await git('push', '-q', 'origin', 'with-git');
    },
  };
}

async function measureBoth<C extends string>(
  committers: Readonly<Record<C, Committer>>,
  { admin }: BigBitbucket,
  count: number,
  rounds: number,
): Promise<Readonly<Record<C, readonly Cost[]>>> {
  const names = Object.keys(committers) as C[];
  const costs = Object.fromEntries(names.map((name) => [name, [] as Cost[]])) as Record<C, Cost[]>;
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const { write, commit } = committers[name];
      for (let file = 0; file < count; file++) await write(`of-${count}/${file}.sql`, `SELECT ${round}, ${file};\n`);
      await admin.configure({ latencyMs });
      await admin.resetRequests();
      const startedMs = performance.now();
      await commit();
      const ms = performance.now() - startedMs;
      const requests = (await admin.readRequests()).total;
      await admin.configure({ latencyMs: 0 });
      // The first time, connections are made and code is loaded.
      if (round >= 0) costs[name].push({ ms, requests });
    }
  }
  return costs;
}

function toFigures(count: number, { maia, git }: Readonly<Record<'maia' | 'git', readonly Cost[]>>): readonly Figure[] {
  const of = `commit of ${count} file${count === 1 ? '' : 's'}`;
  const median = (costs: readonly Cost[]) => Math.round(toMedian(costs.map(({ ms }) => ms)));
  // The most of any run: one request too many is one too many.
  const highest = (costs: readonly Cost[]) => Math.max(...costs.map(({ requests }) => requests));
  const limit = count + 4;
  return [
    { name: of, value: median(maia), unit: 'ms', limit: null, reference: waitingRequests * latencyMs },
    { name: `${of}: requests`, value: highest(maia), unit: 'requests', limit, reference: limit },
    { name: `${of} by Git, and its push`, value: median(git), unit: 'ms', limit: null, reference: null },
    {
      name: `${of} by Git, and its push: requests`,
      value: highest(git),
      unit: 'requests',
      limit: null,
      reference: null,
    },
  ];
}
