import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { signIn } from './signIn';
import { createWorld, type World } from './world';

describe('signing in and reading a pipeline, in the oldest VS Code', function () {
  this.timeout(120_000);
  this.bail(true);
  let world: World;

  before(async () => {
    world = await createWorld({ vscode: 'oldest', callbackUrl: 'http://127.0.0.1/', story: 'oldest' });
  });
  after(() => world.stop());

  it('goes from the welcome view over the consent page to the repositories', async () => {
    await signIn(world);
    await world.screenshots.take(world.workbench.page, 'signed-in');
  });

  it('opens a pipeline', async () => {
    const { workbench, screenshots } = world;
    const { repositories } = workbench;
    await repositories.unfold(repositories.workspace('Acme Corp'));
    await repositories.unfold(repositories.repository('sales-analytics'));
    await repositories.pipeline('Load sales').click();
    await workbench.editorTab(/Load sales\.orch\.yaml/).waitFor();
    assert.match(await workbench.readEditor(), /type: "?orchestration"?/);
    await screenshots.take(workbench.page, 'pipeline');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.deepEqual(await findSecretsKept(world), []);
  });
});
