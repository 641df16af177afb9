import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Bundles a program of the tests, for a process of its own; resolves with its path in the folder. */
export async function buildProgram(source: string, folder: string): Promise<string> {
  const outfile = join(folder, `${basename(source, '.ts')}.mjs`);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    define: { __filename: 'import.meta.filename' },
  });
  return outfile;
}
