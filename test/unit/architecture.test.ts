import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';

/** Which areas and libraries each area of `src/` may import. This table is the architecture. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  'buildConstants.ts': [],
  base: [],
  auth: ['base', 'valibot'],
  bitbucket: ['base', 'valibot', 'p-limit'],
  repositories: ['base', 'bitbucket', 'valibot', 'lru-cache', 'p-limit', 'diff'],
  pipelines: ['base', 'yaml', '@vscode/l10n'],
  projects: ['base', 'yaml', 'valibot'],
  wizard: ['base', 'projects', 'valibot'],
  graph: ['base', 'pipelines', 'valibot', '@dagrejs/dagre'],
  node: ['base', 'auth', 'bitbucket', 'repositories', 'node:*', 'node-fetch', 'proper-lockfile', 'write-file-atomic'],
  cli: ['pipelines', 'buildConstants.ts', 'node:*', 'tinyglobby'],
  vscode: [
    'base',
    'auth',
    'bitbucket',
    'repositories',
    'pipelines',
    'projects',
    'wizard',
    'graph',
    'node',
    'buildConstants.ts',
    'vscode-api',
    'node:*',
  ],
  'extension.ts': ['base', 'auth', 'bitbucket', 'repositories', 'node', 'vscode', 'buildConstants.ts', 'vscode-api'],
};

/** Which rooms of `src/vscode/` may import which; files directly in it serve all of them. */
const allowedRooms: Readonly<Record<string, readonly string[]>> = {
  accounts: [],
  account: ['accounts', 'auth', 'files'],
  auth: [],
  pickers: [],
  files: ['pickers'],
  views: ['accounts', 'pickers'],
  git: ['files', 'pickers'],
  offline: ['files', 'pickers'],
  branches: ['files', 'pickers'],
  compare: ['files', 'pickers', 'graph'],
  history: ['files', 'pickers', 'branches', 'compare'],
  pipelineFiles: ['files', 'pickers', 'pipelines'],
  pipelines: ['files', 'pickers'],
  graph: ['files', 'pickers', 'pipelines'],
  scm: ['files'],
  projects: ['files', 'pickers', 'views'],
  wizard: ['files', 'pickers', 'projects'],
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('webview/'))
  .map((name) => `src/${name}`);

async function bundleMetafile(): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: sources,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    metafile: true,
    outdir: 'out/architecture',
    write: false,
  });
  return metafile;
}

/** `src/auth/pkce.ts` → `auth`, `vscode` → `vscode-api`, `node:fs` → `node:*`, a library → its name. */
function areaOf(path: string, isExternal: boolean): string {
  if (!isExternal) return path.split('/')[1] ?? path;
  if (path === 'vscode') return 'vscode-api';
  if (path.startsWith('node:')) return 'node:*';
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}

/** `src/vscode/files/openPipeline.ts` → `files`; `undefined` outside the rooms. */
function roomOf(path: string): string | undefined {
  return /^src\/vscode\/([^/]+)\//.exec(path)?.[1];
}

describe('architecture', () => {
  it('only imports in the directions of the table', async () => {
    const { inputs } = await bundleMetafile();
    const violations = Object.entries(inputs).flatMap(([file, { imports }]) => {
      const own = areaOf(file, false);
      return imports
        .map(({ path, external }) => areaOf(path, external === true))
        .filter((area) => area !== own && !allowedImports[own]?.includes(area))
        .map((area) => `${file} → ${area}`);
    });
    assert.deepEqual(violations, []);
  });

  it('keeps the rooms of the editor’s part apart', () => {
    const violations = sources.flatMap((path) => {
      const own = roomOf(path);
      if (own === undefined) return [];
      const imported = [...readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)];
      return imported
        .map(([, target = '']) => roomOf(join(dirname(path), target)))
        .filter((room) => room !== undefined && room !== own && allowedRooms[own]?.includes(room) !== true)
        .map((room) => `${path} → ${room ?? ''}`);
    });
    assert.deepEqual(violations, []);
  });

  it('has no area that the table does not know', () => {
    const areas = new Set(sources.map((path) => areaOf(path, false)));
    assert.deepEqual(
      [...areas].filter((area) => !Object.hasOwn(allowedImports, area)),
      [],
    );
  });
});
