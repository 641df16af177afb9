import { join } from 'node:path';
import { askUntilShown } from '../e2e/askUntilShown';
import { Workbench } from '../e2e/workbench';
import { launchBrowser } from '../support/browser';
import { findFreePort } from '../support/freePort';
import { packageExtension } from '../support/packageExtension';
import { quietSettings } from '../support/quietSettings';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { getVscodeBuild } from '../support/toolchain';
import { startVscodeServer } from '../support/vscodeServer';
import { packageEmptyPanelExtension } from './emptyPanelExtension';

/** A panel may take so much of the time that one with nothing in it takes. */
export const mostOfEmpty = 1.5;

/** Where panels are opened and timed. */
export interface PanelWindow {
  readonly workbench: Workbench;
  /** Of VS Code. */
  readonly url: string;
  /** For what the bench writes; gone with the window. */
  readonly folder: string;
}

/** Measures in the newest VS Code, with the packaged extension and the one that has an empty panel. */
export async function inPanelWindow<T>(measure: (window: PanelWindow) => Promise<T>): Promise<T> {
  const folder = createTemporaryFolder('panel-bench');
  const closing: (() => unknown)[] = [folder.remove];
  try {
    const server = await startVscodeServer({
      build: getVscodeBuild('newest'),
      folder: join(folder.path, 'server'),
      port: await findFreePort(),
      settings: quietSettings,
      vsix: [await packageExtension(folder.path, []), await packageEmptyPanelExtension(folder.path)],
      trustsEverything: true,
    });
    closing.push(server.stop);
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    const workbench = new Workbench(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
    return await measure({ workbench, url: server.url, folder: folder.path });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** Milliseconds from choosing a command in the palette to what it shows; leaves no tab open. */
export async function timeCommand(
  workbench: Workbench,
  command: string,
  untilShown: () => Promise<void>,
): Promise<number> {
  const row = workbench.quickInput.row(command).first();
  // A palette that is open does not notice a command that an extension brings later.
  await askUntilShown(row, async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('F1');
    await workbench.quickInput.type(`>${command}`);
  });
  const startedMs = performance.now();
  await row.click();
  await untilShown();
  const tookMs = performance.now() - startedMs;
  await workbench.runCommand('View: Close All Editors');
  return tookMs;
}
