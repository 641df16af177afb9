import { execFileSync } from 'node:child_process';
import { planCreation, type CreationInput } from '../../src/projects/planCreation';
import type { CreationPlan } from '../../src/projects/creation';
import type { ProjectPorts, RepositoryName } from '../../src/projects/projectRemote';
import { createProjectPorts } from '../../src/vscode/projects/projectPorts';
import { defaultSeed } from '../emulator/seeds/defaultSeed';
import { createTestServices } from '../support/createTestServices';
import { MemoryCache, MemoryState } from '../support/memoryStores';
import { QuickClock } from '../support/quickClock';
import { useEmulator } from './useEmulator';

const details = { name: 'Sales', description: 'Nightly load', dataPlatform: 'snowflake' } as const;

export const northwind = (slug: string): RepositoryName => ({ workspace: 'northwind', slug });

/** What the wizard knows, for a repository. */
export function toInput(
  repository: RepositoryName,
  { name = details.name, ...change }: Partial<CreationInput> & { readonly name?: string } = {},
): CreationInput {
  const starter = { kind: 'none' } as const;
  const message = 'Add a Maia project';
  return { details: { ...details, name }, repository, branch: 'main', starter, message, ...change };
}

/** An emulator with empty repositories `northwind/empty-0` and so on, whose Git can be read. To be called where the suite is described. */
export function useProjects(emptyRepositories: number) {
  const empties = Array.from({ length: emptyRepositories }, (_, index) => ({
    workspace: 'northwind',
    slug: `empty-${index}`,
    name: `Empty ${index}`,
    updatedOn: '2026-11-01T08:00:00Z',
    permissions: { anna: 'write' as const },
  }));
  const seed = { ...defaultSeed, repositories: [...defaultSeed.repositories, ...empties] };
  const bitbucket = useEmulator({ seed });

  async function signIn(user = 'anna') {
    const { client } = await bitbucket.signIn(user);
    const clock = new QuickClock();
    const services = createTestServices(client, new MemoryCache(), new MemoryState(), { clock });
    const opened: string[] = [];
    const access = { getOf: () => Promise.resolve(services) };
    const open: ProjectPorts['open'] = ({ branch }) => {
      opened.push(branch);
      return Promise.resolve();
    };
    return { ports: createProjectPorts({ access, clock }, { accountId: services.accountId, open }), services, opened };
  }

  async function git(repository: RepositoryName, ...args: readonly string[]): Promise<string> {
    const folder = await bitbucket.admin.repositoryFolder({ ...repository });
    return execFileSync('git', ['--git-dir', folder, ...args], { encoding: 'utf8' }).trim();
  }

  /** A plan that always has something to commit. */
  async function plan(ports: ProjectPorts, repository: RepositoryName, name: string): Promise<CreationPlan> {
    const planned = await planCreation(ports, toInput(repository, { name, message: `Prepare ${name}` }));
    const more = { path: `made/${name}.sql`, text: `select '${name}';\n` };
    return { ...planned, files: [...planned.files, more] };
  }

  return { bitbucket, signIn, git, plan };
}
