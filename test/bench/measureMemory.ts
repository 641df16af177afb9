import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { ConsentPage } from '../e2e/consentPage';
import { Workbench } from '../e2e/workbench';
import { launchBrowser } from '../support/browser';
import { toEndpointSettings } from '../support/emulatorAccess';
import { findFreePort } from '../support/freePort';
import { packageExtension } from '../support/packageExtension';
import { quietSettings } from '../support/quietSettings';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { getVscodeBuild } from '../support/toolchain';
import { startVscodeServer } from '../support/vscodeServer';
import { size, startBigBitbucket, type BigBitbucket } from './bigBitbucket';
import { toMedian, type Figure } from './figure';

/** Resident bytes of the extension host at one time after another. */
interface Stages {
  readonly before: number;
  readonly activated: number;
  readonly listed: number;
}

const markVariable = 'MAIA_BENCH_MEMORY';
const settleMs = 3000;

/** What the extension host needs before we are there, when our view is open, and with 5,000 repositories listed. */
export async function measureMemory(rounds: number): Promise<readonly Figure[]> {
  if (process.platform !== 'linux') throw new Error('The memory of another process is read from /proc, as on Linux.');
  const bitbucket = await startBigBitbucket('http://127.0.0.1/');
  try {
    const all: Stages[] = [];
    for (let round = 0; round < rounds; round++) all.push(await measureStages(bitbucket));
    const median = (stage: keyof Stages) => toMedian(all.map((stages) => stages[stage]));
    const repositories = size.workspaces * size.repositoriesPerWorkspace;
    const toFigure = (name: string, stage: keyof Stages, reference: number | null): Figure => ({
      name: `resident memory of the extension host: ${name}`,
      value: median(stage),
      unit: 'bytes',
      limit: null,
      reference,
    });
    return [
      toFigure('before activation', 'before', null),
      toFigure('activated', 'activated', median('before')),
      toFigure(`signed in, ${repositories} repositories listed`, 'listed', median('before')),
    ];
  } finally {
    await bitbucket.stop();
  }
}

async function measureStages(bitbucket: BigBitbucket): Promise<Stages> {
  const folder = createTemporaryFolder('memory');
  const closing: (() => unknown)[] = [folder.remove];
  try {
    const mark = folder.path;
    const server = await startVscodeServer({
      build: getVscodeBuild('newest'),
      folder: join(folder.path, 'server'),
      port: await findFreePort(),
      settings: { ...quietSettings, ...toEndpointSettings(bitbucket.addresses) },
      vsix: await packageExtension(folder.path, [bitbucket.addresses.consumer]),
      flavour: 'codeServer',
      trustsEverything: true,
      environment: { [markVariable]: mark },
    });
    closing.push(server.stop);
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    const workbench = new Workbench(await context.newPage());
    await workbench.open(server.url);
    const before = await readSettledMemory(mark);
    await workbench.openMaiaView();
    await workbench.repositories.welcome.waitFor();
    const activated = await readSettledMemory(mark);
    await signIn(context, workbench);
    await untilListed(bitbucket);
    const listed = await readSettledMemory(mark);
    console.error(`Memory: ${[before, activated, listed].map((bytes) => Math.round(bytes / 1e6)).join(' → ')} MB`);
    return { before, activated, listed };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function signIn(context: BrowserContext, workbench: Workbench): Promise<void> {
  await workbench.repositories.pressWelcomeButton('Sign in to Bitbucket');
  await workbench.answerDialog(/wants to sign in using Bitbucket/, 'Allow');
  const consent = await ConsentPage.catch(context, () => workbench.answerDialog(/open the external website/, 'Open'));
  await consent.grantAccess();
  await workbench.repositories.workspace('Team 01').waitFor();
  await workbench.page.bringToFront();
}

/** Every workspace's last page has been answered. */
async function untilListed({ admin }: BigBitbucket): Promise<void> {
  const lastPage = String(size.repositoriesPerWorkspace / 100);
  for (let tries = 0; tries < 300; tries++) {
    const { requests } = await admin.readRequests();
    const last = requests.filter(
      ({ path, query, status }) =>
        path.startsWith('/2.0/repositories/') && new URLSearchParams(query).get('page') === lastPage && status === 200,
    );
    if (last.length >= size.workspaces) {
      await admin.resetRequests();
      return;
    }
    await sleep(100);
  }
  throw new Error('The repositories were not listed in time.');
}

async function readSettledMemory(mark: string): Promise<number> {
  await sleep(settleMs);
  const kilobytes = findExtensionHosts(mark).map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  });
  const [only] = kilobytes;
  if (only === undefined || kilobytes.length > 1)
    throw new Error(`${kilobytes.length} extension hosts instead of one.`);
  return only * 1024;
}

/** By the environment, which processes hand on: others may run VS Code on this machine too. */
function findExtensionHosts(mark: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    const isHost = readProcess(pid, 'cmdline').includes('--type=extensionHost');
    return isHost && readProcess(pid, 'environ').split('\0').includes(`${markVariable}=${mark}`);
  });
}

function readProcess(pid: string, name: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
    return '';
  }
}
