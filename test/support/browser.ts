import { chromium, type Browser } from 'playwright-core';
import { getChromiumBuild } from './toolchain';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Pages that live for seconds do not earn back what V8's optimizing compilers cost: a tenth of their processor time. */
export const shortLived: readonly string[] = ['--js-flags=--no-turbofan --no-maglev'];

/** Starts a headless Chromium that talks to nobody but the pages it is sent to. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const { executable, environment } = getChromiumBuild();
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({
    executablePath: executable,
    args: [...args, ...more],
    env: { ...Object.fromEntries(inherited), ...environment },
  });
}
