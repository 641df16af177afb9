import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';

/** Which areas and libraries each area of `src/` may import. This table is the architecture. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  'buildConstants.ts': [],
  base: [],
  auth: ['base', 'valibot'],
  bitbucket: ['base', 'valibot', 'p-limit'],
  repositories: ['base', 'bitbucket', 'valibot', 'lru-cache', 'p-limit'],
  node: ['base', 'auth', 'bitbucket', 'repositories', 'node:*', 'node-fetch', 'write-file-atomic'],
  vscode: ['base', 'auth', 'bitbucket', 'repositories', 'node', 'buildConstants.ts', 'vscode-api', 'node:*'],
  'extension.ts': ['base', 'auth', 'bitbucket', 'repositories', 'node', 'vscode', 'buildConstants.ts', 'vscode-api'],
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
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

  it('has no area that the table does not know', () => {
    const areas = new Set(sources.map((path) => areaOf(path, false)));
    assert.deepEqual(
      [...areas].filter((area) => !Object.hasOwn(allowedImports, area)),
      [],
    );
  });
});
