import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { patienceMs } from '../support/patience';
import { readFilesBelow } from '../support/filesBelow';
import { findSecretsKept } from './findSecretsKept';
import { signInFromWelcome } from './signIn';
import { describeStory } from './story';
import { Workbench } from './workbench';
import type { World } from './world';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'two-browsers' } as const;

describeStory('sign-ins in two browsers on one VS Code server', options, (world) => {
  let second: World;

  after(() => second.context.close());

  it('begin one after the other', async () => {
    await signInFromWelcome(world());
    letMinutesPass(world());
    second = await openSecondBrowser(world());
    await signInFromWelcome(second);
    await second.screenshots.take(second.workbench.page, 'second-signed-in');
  });

  it('are both there after reloads, and leave each other alone', async () => {
    for (const { workbench } of [world(), second, world()]) {
      await workbench.page.bringToFront();
      await workbench.reload();
      await workbench.repositories.workspace('Acme Corp').waitFor();
    }
    assert.deepEqual(await findSecretsKept(world()), []);
    assert.deepEqual(await findSecretsKept(second), []);
  });

  it('end one by one', async () => {
    const { workbench } = second;
    await workbench.runCommand('Maia: Sign Out of Bitbucket');
    await workbench.answerDialog('Sign out of Bitbucket as Anna Schmidt?', 'Sign out');
    await workbench.repositories.welcome.waitFor();
    await world().workbench.reload();
    await world().workbench.repositories.workspace('Acme Corp').waitFor();
  });
});

/** The same server in a browser that shares nothing with the first one. */
async function openSecondBrowser(first: World): Promise<World> {
  const context: BrowserContext | undefined = await first.context
    .browser()
    ?.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  assert.ok(context);
  context.setDefaultTimeout(patienceMs);
  return { ...first, context, workbench: new Workbench(await context.newPage()) };
}

/** A window that begins right after another one's first sign-in cannot know whether that was in its own browser. */
function letMinutesPass({ serverFolder }: World): void {
  const [file, ...others] = readFilesBelow(serverFolder, (path) => path.endsWith(join('sealed', 'key.json')));
  assert.ok(file);
  assert.deepEqual(others, []);
  const minutes = 5 * 60_000;
  const earlier = file.content.replaceAll(/"(createdAt)":(\d+)/g, (_, name, at) => `"${name}":${Number(at) - minutes}`);
  assert.notEqual(earlier, file.content);
  writeFileSync(join(serverFolder, file.path), earlier);
}
