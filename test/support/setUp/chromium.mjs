import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cachedInstall } from './cachedInstall.mjs';
import { SetUpError } from './progress.mjs';
import { runCommand } from './runCommand.mjs';

const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a Chromium: the one named by MAIA_CHROMIUM, the system's (unless MAIA_HIDE_SYSTEM_CHROMIUM=1), the one
 * Playwright has downloaded, or the one inside an npm package.
 * @returns {Promise<{ executable: string, environment: Record<string, string> }>}
 */
export async function findChromium() {
  const named = process.env.MAIA_CHROMIUM;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { executable: named, environment: {} };
    throw new SetUpError(`MAIA_CHROMIUM names ${named}, which does not exist.`, 'Correct or unset it.');
  }
  const installed = process.env.MAIA_HIDE_SYSTEM_CHROMIUM === '1' ? undefined : await findInstalled();
  if (installed !== undefined) return { executable: installed, environment: {} };
  return unpackFromNpm();
}

async function findInstalled() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const { chromium } = await import('playwright-core');
  return [...onPath, ...applications, chromium.executablePath()].find((path) => path !== '' && existsSync(path));
}

/** The package brings libraries and a font for machines that have none of a desktop's. */
async function unpackFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpError(
      'No Chromium or Chrome was found on this machine.',
      'Install one, run "npx playwright-core install chromium", or name one by the environment variable MAIA_CHROMIUM.',
    );
  }
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8'));
  const folder = await cachedInstall({
    name: `chromium-${version}-fonts`,
    announcement: 'Chromium from its npm package, because there is none on this machine (a few seconds, once)',
    proof: ['chromium', 'al2023/lib/libnss3.so', 'fonts.conf'],
    install: async (unfinished) => {
      const program = `import chromium from ${JSON.stringify(pathToFileURL(entry).href)}; await chromium.executablePath();`;
      // The package unpacks below the temporary folder, its libraries only where it believes to be in a cloud function.
      const env = { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
      const remedy = 'Check that there are 300 MB of free disk, or install Chromium by hand.';
      await runCommand(process.execPath, ['--input-type=module', '-e', program], { env, remedy });
      writeFileSync(join(unfinished, 'fonts.conf'), fontConfiguration);
    },
  });
  return {
    executable: join(folder, 'chromium'),
    environment: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
