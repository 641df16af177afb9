import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { signInFromWelcome } from './signIn';
import { describeStory } from './story';

const title = 'signing in with a consumer whose callback is a port on this computer';
/** This server leads browsers to a port by this path on its own; elsewhere it would be `http://127.0.0.1/authorized`. */
const callbackUrl = 'http://127.0.0.1/proxy/';

describeStory(title, { vscode: 'newest', callbackUrl, story: 'newest-loopback' }, (world) => {
  it('comes back from the consent page and shows the repositories', async () => {
    await signInFromWelcome(world());
    await world().screenshots.take(world().workbench.page, 'signed-in');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.ok(world().tokens.secrets.size >= 4, 'The recorder has not seen a sign-in.');
    assert.deepEqual(await findSecretsKept(world()), []);
  });
});
