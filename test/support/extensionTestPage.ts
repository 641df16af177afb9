import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import type { EmulatorAddresses } from './emulatorAccess';
import { attachPerson } from './hostPerson';
import { testPatienceMs } from './patience';

export interface ExtensionTests {
  /** Where the workbench is served. */
  readonly url: string;
  readonly developmentPath: string;
  readonly testsPath: string;
  /** Where it is given, somebody is there to sign in to it. */
  readonly emulator?: EmulatorAddresses;
}

/** Every test has an end of its own; this one is for a workbench in which no test begins. */
const timeoutMs = 5 * testPatienceMs;

/**
 * Opens the workbench so that it runs extension tests, and resolves with their exit code. What tests and extension
 * print goes to `print`, line by line.
 */
export async function runExtensionTestPage(
  browser: Browser,
  { url, developmentPath, testsPath, emulator }: ExtensionTests,
  print: (line: string) => void,
): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  // The bare server has no such key, and without one secrets are forgotten when the window reloads.
  await context.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
  if (emulator !== undefined) attachPerson(context, emulator);
  const page = await context.newPage();
  const ended = new Promise<number>((resolve, reject) => {
    setTimeout(() => {
      reject(new Error('The extension tests did not end in time.'));
    }, timeoutMs).unref();
    page.once('crash', () => {
      reject(new Error('The browser page crashed before the tests ended.'));
    });
    page.once('close', () => {
      reject(new Error('The browser page was closed before the tests ended.'));
    });
    void page.exposeFunction('codeAutomationExit', (code: number) => {
      resolve(code);
    });
  });
  await page.exposeFunction('codeAutomationLog', (_level: string, values: unknown[]) => {
    print(format(...values));
  });
  const { host } = new URL(url);
  const payload = [
    ['extensionDevelopmentPath', `vscode-remote://${host}${developmentPath}`],
    ['extensionTestsPath', `vscode-remote://${host}${testsPath}`],
  ];
  await page.goto(`${url}?ew=true&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return ended;
}
