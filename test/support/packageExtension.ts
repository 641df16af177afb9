import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createTemporaryFolder } from './temporaryFolder';

/** An OAuth consumer that a build carries. */
interface BakedConsumer {
  readonly key: string;
  readonly secret: string;
  readonly callbackUrl: string;
}

const run = promisify(execFile);

/**
 * Packages the extension with the given consumers, as `npm run package` does, but beside the project: `dist/` belongs
 * to whoever works there. Returns the .vsix, which is inside `folder`.
 */
export async function packageExtension(folder: string, consumers: readonly BakedConsumer[]): Promise<string> {
  const stage = createTemporaryFolder('package');
  const vsix = resolve(folder, 'maia-bitbucket.vsix');
  try {
    const env = { ...process.env, MAIA_CONSUMERS: JSON.stringify(consumers) };
    await run(process.execPath, ['esbuild.mjs', '--production', `--outdir=${join(stage.path, 'dist')}`], { env });
    for (const name of readdirSync('.').filter((entry) => isPackaged(entry))) {
      cpSync(name, join(stage.path, name), { recursive: true });
    }
    const vsce = resolve('node_modules/@vscode/vsce/vsce');
    const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--out', vsix];
    await run(process.execPath, [vsce, 'package', ...options], { cwd: stage.path });
    if (!existsSync(vsix)) throw new Error('vsce has written no package.');
    return vsix;
  } finally {
    stage.remove();
  }
}

function isPackaged(entry: string): boolean {
  return /^(package\.json|package\.nls.*\.json|l10n|media|README\.md|CHANGELOG\.md|LICENSE)$/.test(entry);
}
