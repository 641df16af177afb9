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

/** Starts a headless Chromium that talks to nobody but the pages it is sent to. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, environment } = getChromiumBuild();
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({
    executablePath: executable,
    args,
    env: { ...Object.fromEntries(inherited), ...environment },
  });
}
