import { smallOrchestration, smallTransformation } from './contents';
import { anna, toAuthor } from './people';
import { type Seed, type SeedFile } from './seed';

export interface GeneratedSize {
  readonly workspaces: number;
  readonly repositoriesPerWorkspace: number;
  readonly pipelinesPerRepository: number;
}

const pipelinesPerFolder = 25;
const newestUpdate = Date.parse('2026-11-20T12:00:00Z');

/**
 * Workspaces `team-01…`, in each repositories `project-0001…`, all writable for Anna, in each `main` with pipelines in
 * folders. The repositories share one content, so that even thousands are there at once.
 */
export function createGeneratedSeed({
  workspaces,
  repositoriesPerWorkspace,
  pipelinesPerRepository,
}: GeneratedSize): Seed {
  const slugs = numbered('team', 2, workspaces);
  return {
    users: [anna],
    workspaces: slugs.map((slug) => ({ slug, name: toName(slug), members: { anna: 'member' } })),
    contents: {
      generated: {
        commits: [
          {
            branch: 'main',
            message: 'Generate %REPOSITORY%\n',
            author: toAuthor(anna),
            date: '2026-11-01T00:00:00Z',
            files: createFiles(pipelinesPerRepository),
          },
        ],
      },
    },
    repositories: slugs.flatMap((workspace, workspaceIndex) =>
      numbered('project', 4, repositoriesPerWorkspace).map((slug, index) => ({
        workspace,
        slug,
        name: toName(slug),
        description: `Number ${index + 1} of ${repositoriesPerWorkspace}`,
        updatedOn: new Date(newestUpdate - (index * workspaces + workspaceIndex) * 60_000).toISOString(),
        mainBranch: 'main',
        content: 'generated',
        permissions: { anna: 'write' },
      })),
    ),
  };
}

function createFiles(pipelines: number): Record<string, SeedFile> {
  const names = numbered('Pipeline', 4, pipelines);
  return Object.fromEntries([
    ['README.md', '# Generated project\n'],
    ...names.map((name, index): [string, string] => {
      const folder = `area-${String(Math.floor(index / pipelinesPerFolder) + 1).padStart(2, '0')}`;
      return index % 2 === 0
        ? [`${folder}/${name}.orch.yaml`, smallOrchestration(`Generated: ${name}`, `SELECT ${index};`)]
        : [`${folder}/${name}.tran.yaml`, smallTransformation(`Generated: ${name}`, `RAW_${index}`, `T_${index}`)];
    }),
  ]);
}

function numbered(name: string, digits: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${String(index + 1).padStart(digits, '0')}`);
}

function toName(slug: string): string {
  return slug.slice(0, 1).toUpperCase() + slug.slice(1).replace('-', ' ');
}
