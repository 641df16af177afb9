import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { EmulatorAdmin } from '../emulator/adminClient';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { createCredentials } from '../emulator/oauth/consumers';
import type { Seed } from '../emulator/seeds/seed';
import { launchBrowser, shortLived } from '../support/browser';
import { toEndpointSettings } from '../support/emulatorAccess';
import { findFreePort } from '../support/freePort';
import { patienceMs } from '../support/patience';
import { quietSettings } from '../support/quietSettings';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { getVscodeBuild, type VscodeAge } from '../support/toolchain';
import { startVscodeServer, type VscodeServer } from '../support/vscodeServer';
import { installOnce } from './installedExtension';
import { Screenshots } from './screenshots';
import { startTokenRecorder, type TokenRecorder } from './tokenRecorder';
import { TrafficRecorder } from './trafficRecorder';
import { Workbench } from './workbench';

/** Everything a story happens in: Bitbucket, VS Code with the packaged extension, and a browser to use both. */
export interface World {
  readonly admin: EmulatorAdmin;
  /** Registered at Bitbucket. */
  readonly consumer: Emulator['consumer'];
  readonly server: VscodeServer;
  /** Everything VS Code's server writes is below it. */
  readonly serverFolder: string;
  /** Anna's own folder on the computer that VS Code's server runs on. */
  readonly home: string;
  readonly context: BrowserContext;
  readonly workbench: Workbench;
  readonly screenshots: Screenshots;
  readonly tokens: TokenRecorder;
  readonly traffic: TrafficRecorder;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly vscode: VscodeAge;
  /** Registered on the consumer. `http://127.0.0.1/` covers VS Code's own address, another path leads to a port. */
  readonly callbackUrl: string;
  /** Whether the packaged extension carries the consumer; default: true. */
  readonly hasConsumer?: boolean;
  /** What Bitbucket holds; default: what every story begins with. */
  readonly seed?: Seed;
  /** What Anna has set in VS Code, over what keeps it quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Name of the folder with the story's pictures. */
  readonly story: string;
}

/** The same for all, so that what carries them is packaged once. */
const credentials = createCredentials();

/** Creates a world in which nobody is signed in. */
export async function createWorld({
  vscode,
  callbackUrl,
  hasConsumer = true,
  seed,
  settings,
  story,
}: WorldOptions): Promise<World> {
  const closing: (() => unknown)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const folder = createTemporaryFolder('e2e');
    closing.push(folder.remove);
    const host = chooseHost(vscode);
    const emulator = await startEmulator({ callbackUrl, credentials, host, ...(seed && { seed }) });
    closing.push(() => emulator.stop());
    const tokens = await startTokenRecorder(emulator.oauthUrl);
    closing.push(() => tokens.stop());
    const serverFolder = join(folder.path, 'server');
    const extensions = await installOnce(vscode, hasConsumer ? [emulator.consumer] : []);
    cpSync(extensions, join(serverFolder, 'extensions'), { recursive: true });
    const home = join(folder.path, 'home');
    mkdirSync(home);
    const server = await startVscodeServer({
      build: getVscodeBuild(vscode),
      folder: serverFolder,
      port: await findFreePort(),
      settings: { ...quietSettings, ...settings, ...toEndpointSettings({ ...emulator, oauthUrl: tokens.oauthUrl }) },
      flavour: vscode === 'newest' ? 'codeServer' : 'bare',
      trustsEverything: true,
      environment: { HOME: home },
    });
    closing.push(server.stop);
    const browser = await launchBrowser(shortLived);
    closing.push(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    context.setDefaultTimeout(patienceMs);
    // The bare server has no such key, and without one secrets are forgotten when the window reloads.
    if (vscode === 'oldest')
      await context.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
    const traffic = await TrafficRecorder.attach(context);
    const workbench = new Workbench(await context.newPage());
    const screenshots = new Screenshots(story);
    const admin = new EmulatorAdmin(emulator.adminUrl);
    const { consumer } = emulator;
    return { admin, consumer, server, serverFolder, home, context, workbench, screenshots, tokens, traffic, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The newest VS Code opens names below `localhost` without the question that a real Bitbucket gets. */
function chooseHost(vscode: VscodeAge): string {
  return vscode === 'newest' && process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';
}
