import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { patienceMs } from '../support/patience';
import { readTheme, type Theme, type ThemeName } from './themes';

/** Where the pages are, as they see it. */
export const origin = 'https://page.test';
const folder = 'out/pages';

/** The one file of a page, as it is packaged. */
export const toScriptPath = (name: 'wizard' | 'graph'): string => `${folder}/webview/${name}.js`;

/** Builds the pages as they are packaged. */
export async function buildPages(): Promise<void> {
  const args = ['esbuild.mjs', '--page', '--production', `--outdir=${folder}`];
  await promisify(execFile)(process.execPath, args);
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Translations and the language they are in. */
  readonly bundle?: Readonly<Record<string, string>>;
  readonly language?: string;
  readonly reducedMotion?: 'reduce';
  /** Of the body, besides that of the theme. */
  readonly bodyClass?: string;
}

/** An open page and what went wrong in it. */
export interface OpenedPage {
  readonly page: Page;
  /** Errors of the script and violations of the page's policy. */
  readonly troubles: readonly string[];
}

/** The other side of a page. */
export interface PageHost {
  receive(message: unknown): void;
  /** Set before the page begins; posts a message as the editor does. A page that is closed hears nothing. */
  post: (message: never) => Promise<void>;
}

/** Opens the real markup and script of a page, with a fake editor around it. */
export async function openPage(
  browser: Browser,
  name: 'wizard' | 'graph',
  markup: string,
  host: PageHost,
  options: OpenOptions,
): Promise<OpenedPage> {
  const { width = 1000, height = 760, reducedMotion = 'reduce' } = options;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion, bypassCSP: false });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.exposeFunction('hostReceive', (message: unknown) => {
    host.receive(message);
  });
  await page.addInitScript(toEditorScript(readTheme(options.theme ?? 'dark'), options.bodyClass ?? ''));
  const served: Readonly<Record<string, { contentType: string; body: string | Buffer }>> = {
    [`${origin}/`]: { contentType: 'text/html', body: markup },
    [`${origin}/${name}.js`]: { contentType: 'text/javascript', body: readFileSync(toScriptPath(name)) },
    [`${origin}/favicon.ico`]: { contentType: 'image/x-icon', body: '' },
  };
  await page.route(`${origin}/**`, (route) => route.fulfill(served[route.request().url()] ?? { status: 404 }));
  host.post = (message: unknown) => postToPage(page, message);
  await page.goto(`${origin}/`);
  await page.locator('h1').waitFor({ state: 'attached' });
  return { page, troubles };
}

async function postToPage(page: Page, message: unknown): Promise<void> {
  if (page.isClosed()) return;
  const script = `new Promise((done) => {
    addEventListener('message', () => requestAnimationFrame(() => done()), { once: true });
    window.postMessage(${JSON.stringify(message)}, '*');
  })`;
  await page.evaluate(script).catch(() => undefined);
}

/** What the editor puts into every page before its own scripts run. */
function toEditorScript({ bodyClass, variables }: Theme, more: string): string {
  return `
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => { void window.hostReceive(message); },
      setState: (state) => { window.keptState = state; },
    });
    const dress = () => {
      document.body.className = '${bodyClass} ${more}';
      for (const [name, value] of Object.entries(${JSON.stringify(variables)})) {
        document.documentElement.style.setProperty('--vscode-' + name, value);
      }
      document.body.style.padding = '';
    };
    document.addEventListener('DOMContentLoaded', dress);`;
}
