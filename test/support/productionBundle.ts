import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';

/** A file of the bundle. */
export interface BundledFile {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  /** Source files and libraries' files in it, from the project's root. */
  readonly sources: readonly string[];
}

/** The extension as it is packaged. */
export interface ProductionBundle {
  readonly main: string;
  /** What the editor loads before it calls `activate`: the main file and all it imports statically. */
  readonly loadedAtOnce: readonly BundledFile[];
  readonly files: readonly BundledFile[];
}

const run = promisify(execFile);

/** Builds the extension as `npm run package` does, into `dist/` below `folder`, which also gets `metafile.json`. */
export async function buildProductionBundle(
  folder: string,
  consumers: readonly Readonly<Record<'key' | 'secret' | 'callbackUrl', string>>[] = [],
): Promise<ProductionBundle> {
  const outdir = resolve(folder, 'dist');
  const metafile = resolve(folder, 'metafile.json');
  const args = ['esbuild.mjs', '--production', `--outdir=${outdir}`, `--metafile=${metafile}`];
  await run(process.execPath, args, { env: { ...process.env, MAIA_CONSUMERS: JSON.stringify(consumers) } });
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile;
  const main = Object.keys(outputs).find(
    (path) => basename(path) === 'extension.js' && resolve(dirname(path)) === outdir,
  );
  if (main === undefined) throw new Error(`esbuild has written no ${join(outdir, 'extension.js')}.`);
  const paths = Object.keys(outputs);
  const toFile = (path: string): BundledFile => ({
    path: resolve(path),
    bytes: outputs[path]?.bytes ?? 0,
    sources: Object.keys(outputs[path]?.inputs ?? {}).map((source) => relative('.', source)),
  });
  return {
    main: resolve(main),
    loadedAtOnce: [...collectStaticImports(main, outputs)].map(toFile),
    files: paths.map(toFile),
  };
}

/** How many bytes the files hold together. */
export function toTotalBytes(files: readonly BundledFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function collectStaticImports(
  path: string,
  outputs: Metafile['outputs'],
  found: Set<string> = new Set<string>(),
): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const imported of outputs[path]?.imports ?? []) {
    if (imported.kind === 'import-statement' && imported.external !== true) {
      collectStaticImports(imported.path, outputs, found);
    }
  }
  return found;
}
