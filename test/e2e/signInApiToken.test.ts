import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { describeStory } from './story';

const title = 'signing in with an API token where nobody has a consumer';
const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'newest-api-token' } as const;
const email = 'anna.schmidt@example.com';

describeStory(title, { ...options, hasConsumer: false }, (world) => {
  it('names the last resort for what it is, and the permissions to choose', async () => {
    const { workbench, server, screenshots } = world();
    await workbench.open(server.url);
    await workbench.openMaiaView();
    await workbench.repositories.pressWelcomeButton('Use an API token');
    const dialog = workbench.dialog('the last resort');
    await dialog.waitFor();
    await dialog.getByText('write:repository:bitbucket').waitFor();
    await screenshots.take(workbench.page, 'last-resort');
    await workbench.answerDialog('the last resort', 'Enter token');
  });

  it('does not keep a token that Bitbucket does not know', async () => {
    const { workbench, screenshots } = world();
    await workbench.quickInput.title('1 of 2').waitFor();
    await workbench.quickInput.answer(email);
    await workbench.quickInput.secretBox.fill('ATATT-not-a-token');
    await workbench.page.keyboard.press('Enter');
    const refused = workbench.notification('does not accept this email address and API token');
    await refused.waitFor();
    await screenshots.take(workbench.page, 'refused');
    await refused.getByRole('button', { name: 'Try again' }).click();
  });

  it('shows the repositories, and opens a pipeline, with a token that it knows', async () => {
    const { workbench, screenshots, admin, tokens } = world();
    const token = await admin.mintApiToken('anna', ['account', 'repository:write']);
    tokens.remember(token, Buffer.from(`${email}:${token}`).toString('base64'));
    await workbench.answerDialog('the last resort', 'Enter token');
    await workbench.quickInput.title('1 of 2').waitFor();
    await workbench.quickInput.answer(email);
    await workbench.quickInput.secretBox.fill(token);
    await workbench.page.keyboard.press('Enter');
    const { repositories } = workbench;
    await repositories.workspace('Acme Corp').waitFor();
    await screenshots.take(workbench.page, 'signed-in');
    await repositories.unfold(repositories.repository('sales-analytics'));
    await repositories.pipeline('Load Sales').click();
    await workbench.editorTab(/Load Sales\.orch\.yaml/).waitFor();
    assert.match(await workbench.readEditor(), /type: "?orchestration"?/);
  });

  it('says in the status bar and on request who is signed in, and how', async () => {
    const { workbench, screenshots } = world();
    await workbench.clearNotifications();
    await workbench.page
      .locator('.statusbar')
      .getByRole('button', { name: /Bitbucket account/ })
      .click();
    const dialog = workbench.dialog('Signed in with an API token');
    await dialog.waitFor();
    await screenshots.take(workbench.page, 'account');
    await workbench.page.keyboard.press('Escape');
  });

  it('diagnoses the connection, with everything in order', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Diagnose Connection');
    await workbench.editorTab(/Connection to Bitbucket/).waitFor();
    await workbench.untilEditorShows('Repositories you can write to: 8');
    await screenshots.take(workbench.page, 'diagnosis');
    assert.doesNotMatch(await workbench.readEditor(), /✗/);
  });

  it('keeps the token out of files, logs, addresses and messages', async () => {
    assert.deepEqual(await findSecretsKept(world()), []);
  });
});
