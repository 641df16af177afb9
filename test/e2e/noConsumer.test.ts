import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { signIn } from './signIn';
import { describeStory } from './story';

const title = 'signing in where the build carries no consumer';
const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'newest-no-consumer' } as const;

describeStory(title, { ...options, hasConsumer: false }, (world) => {
  it('offers two ways to a consumer and one without, as large as each other', async () => {
    const { workbench, server, screenshots } = world();
    await workbench.open(server.url);
    await workbench.openMaiaView();
    const { welcome } = workbench.repositories;
    await welcome.waitFor();
    await screenshots.take(workbench.page, 'welcome');
    const buttons = welcome.locator('.button-container').getByRole('button');
    assert.deepEqual(await buttons.allInnerTexts(), [
      'Paste consumer',
      'Copy request for my administrator',
      'Use an API token',
    ]);
    const looks = await Promise.all(
      (await buttons.all()).map(async (button) => {
        const box = await button.boundingBox();
        return `${String(await button.getAttribute('class'))} ${String(box?.width)} × ${String(box?.height)}`;
      }),
    );
    assert.equal(new Set(looks).size, 1, `The buttons differ: ${looks.join(', ')}`);
  });

  it('copies what the administrator needs, with the callback that leads back here', async () => {
    const { workbench, context, server, screenshots } = world();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.repositories.pressWelcomeButton('Copy request for my administrator');
    await workbench.notification('Send it to an administrator').waitFor();
    await screenshots.take(workbench.page, 'request-copied');
    const request = await workbench.page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(request, /Callback URL, exactly: http:\/\/127\.0\.0\.1\/$/m, `Copied at ${server.url}`);
    assert.match(request, /Account: Read, and Repositories: Write/);
  });

  it('takes key and secret in one paste, and signs in with them', async () => {
    const { workbench, consumer, screenshots } = world();
    await workbench.clearNotifications();
    await workbench.repositories.pressWelcomeButton('Paste consumer');
    await workbench.quickInput.secretBox.fill(`Key: ${consumer.key}\nSecret: ${consumer.secret}`.replace('\n', ' '));
    await workbench.page.keyboard.press('Enter');
    const isStored = workbench.notification('The Bitbucket consumer is stored');
    await isStored.or(workbench.quickInput.title('Callback URL of the consumer')).first().waitFor();
    if (!(await isStored.isVisible())) await workbench.page.keyboard.press('Enter');
    await isStored.waitFor();
    await screenshots.take(workbench.page, 'consumer-stored');
    await signIn(world(), () => isStored.getByRole('button', { name: 'Sign in' }).click());
    await workbench.repositories.repository('sales-analytics').waitFor();
    await screenshots.take(workbench.page, 'signed-in');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.ok(world().tokens.secrets.size >= 4, 'The recorder has not seen a sign-in.');
    assert.deepEqual(await findSecretsKept(world()), []);
  });
});
