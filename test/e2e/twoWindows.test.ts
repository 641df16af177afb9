import assert from 'node:assert/strict';
import { waitUntil } from '../support/waitUntil';
import { findSecretsKept } from './findSecretsKept';
import { signIn, signInFromWelcome } from './signIn';
import { describeStory } from './story';
import { Workbench } from './workbench';
import type { World } from './world';

const races = 5;

for (const vscode of ['newest', 'oldest'] as const) {
  const options = { vscode, callbackUrl: 'http://127.0.0.1/', story: `two-windows-${vscode}` };
  describeStory(`one sign-in in two windows of the ${vscode} VS Code`, options, (world) => {
    let second: Workbench;

    it('asks a window that was open before the first sign-in to be reloaded, and is there after that', async () => {
      second = await openSecondWindow(world());
      await second.repositories.welcome.waitFor();
      await signInFromWelcome(world());
      await second.page.bringToFront();
      await second.notification(/in another window\. Reload to use this sign-in/).waitFor();
      await world().screenshots.take(second.page, 'reload-to-use');
      await second.reload();
      await second.repositories.workspace('Acme Corp').waitFor();
      await world().screenshots.take(second.page, 'after-reload');
    });

    it(`survives ${races} races of the two for a new token`, async () => {
      const { admin, workbench } = world();
      for (let race = 0; race < races; race++) {
        await admin.expireAccessTokens('anna');
        const before = (await admin.readRequests()).requests.filter(isListing).length;
        // One page at a time has the keyboard, so the palettes open one after the other; the requests meet.
        for (const window of [workbench, second]) {
          await window.page.bringToFront();
          await window.runCommand('Maia: Refresh Repositories');
        }
        await untilListedAgain(world(), before);
        for (const window of [workbench, second]) await window.repositories.workspace('Acme Corp').waitFor();
      }
      const { succeeded, tooLate } = await admin.readRenewals();
      assert.ok(succeeded >= races, `Only ${succeeded} renewals.`);
      assert.equal(tooLate, 0);
      assert.deepEqual(await findSecretsKept(world()), []);
    });

    it('is still there in both when they are reloaded', async () => {
      for (const window of [world().workbench, second]) {
        await window.page.bringToFront();
        await window.reload();
        await window.repositories.workspace('Acme Corp').waitFor();
      }
    });

    it('ends in both when one signs out', async () => {
      const { workbench, screenshots } = world();
      await second.page.bringToFront();
      await second.runCommand('Maia: Sign Out of Bitbucket');
      await second.answerDialog('Sign out of Bitbucket as Anna Schmidt?', 'Sign out');
      await second.repositories.welcome.waitFor();
      await workbench.page.bringToFront();
      await workbench.repositories.welcome.waitFor();
      await screenshots.take(workbench.page, 'signed-out-by-the-other');
    });

    it('begins in both when one signs in again, without a reload', async () => {
      const { workbench } = world();
      await signIn(world(), () => workbench.repositories.pressWelcomeButton('Sign in to Bitbucket'));
      await second.page.bringToFront();
      await second.repositories.workspace('Acme Corp').waitFor();
      await world().screenshots.take(second.page, 'signed-in-by-the-other');
    });
  });
}

async function openSecondWindow({ context, server }: World): Promise<Workbench> {
  const window = new Workbench(await context.newPage());
  await window.open(server.url);
  await window.openMaiaView();
  return window;
}

function isListing({ path, status }: { readonly path: string; readonly status: number }): boolean {
  return path.endsWith('/user/workspaces') && status === 200;
}

/** Waits until both windows have their workspaces again. */
async function untilListedAgain({ admin }: World, before: number): Promise<void> {
  const count = async () => (await admin.readRequests()).requests.filter(isListing).length;
  await waitUntil(
    async () => (await count()) >= before + 2,
    () => 'A window did not list the workspaces again.',
  );
}
