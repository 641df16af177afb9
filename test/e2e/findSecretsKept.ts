import { readFilesBelow } from '../support/filesBelow';
import type { World } from './world';

/**
 * Where a token or secret of this world lies in plain text, or in an encoding that anybody can undo. The one-time code
 * and the PKCE verifier count as well; the code may only be in the address that brings it back.
 */
export async function findSecretsKept(world: World): Promise<string[]> {
  const { tokens, traffic, server, workbench, admin } = world;
  const requests = (await admin.readRequests()).requests;
  const places: [string, string][] = [
    ['the output of the server and its extension hosts', server.output()],
    ["the pages' console", traffic.consoleLines.join('\n')],
    ['messages between windows and webviews', withoutWayBack(traffic.messages.join('\n'))],
    ['addresses the browser went to', withoutWayBack(traffic.addresses.join('\n'))],
    ['addresses Bitbucket was asked for', requests.map(({ path, query }) => `${path}?${query}`).join('\n')],
    ["the browser's storage", await readBrowserStorage(world)],
    ['what the window shows', await workbench.page.locator('body').innerText()],
    ...readFilesBelow(world.serverFolder, isOwn).map(({ path, content }): [string, string] => [path, content]),
  ];
  const needles = [...tokens.secrets].flatMap((secret) => [secret, encodeURIComponent(secret), toBase64(secret)]);
  return places.filter(([, text]) => needles.some((needle) => text.includes(needle))).map(([place]) => place);
}

/** The browser brings the one-time code back in an address, as OAuth has it; it is spent when it has been read. */
function withoutWayBack(text: string): string {
  return text.replaceAll(/\bcode(=|%3D)[\w.~-]+/g, 'code');
}

/** Base64 depends on what surrounds the text, except for what does not touch its ends. */
function toBase64(secret: string): string {
  return Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1);
}

async function readBrowserStorage({ context, workbench }: World): Promise<string> {
  const kept = await context.storageState({ indexedDB: true });
  const ofSession = await workbench.page.evaluate<string>('JSON.stringify({ ...sessionStorage })');
  return JSON.stringify(kept) + ofSession;
}

/** What was installed is there before anybody signs in. */
function isOwn(path: string): boolean {
  return !`/${path}`.includes('/extensions/');
}
