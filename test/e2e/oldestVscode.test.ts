import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { signInFromWelcome } from './signIn';
import { describeStory } from './story';

const title = 'signing in and reading a pipeline, in the oldest VS Code';

describeStory(title, { vscode: 'oldest', callbackUrl: 'http://127.0.0.1/', story: 'oldest' }, (world) => {
  it('goes from the welcome view over the consent page to the repositories', async () => {
    await signInFromWelcome(world());
    await world().screenshots.take(world().workbench.page, 'signed-in');
  });

  it('opens a pipeline', async () => {
    const { workbench, screenshots } = world();
    const { repositories } = workbench;
    await repositories.unfold(repositories.workspace('Acme Corp'));
    await repositories.unfold(repositories.repository('sales-analytics'));
    await repositories.pipeline('Load Sales').click();
    await workbench.editorTab(/Load Sales\.orch\.yaml/).waitFor();
    assert.match(await workbench.readEditor(), /type: "?orchestration"?/);
    await screenshots.take(workbench.page, 'pipeline');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.ok(world().tokens.secrets.size >= 4, 'The recorder has not seen a sign-in.');
    assert.deepEqual(await findSecretsKept(world()), []);
  });
});
