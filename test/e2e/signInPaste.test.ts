import assert from 'node:assert/strict';
import { ConsentPage } from './consentPage';
import { findSecretsKept } from './findSecretsKept';
import { describeStory } from './story';
import type { World } from './world';

const title = 'signing in where the browser cannot come back by itself';
/** No listener can be reached there through this server, and nothing answers there. */
const callbackUrl = 'http://127.0.0.1/authorized';

describeStory(title, { vscode: 'newest', callbackUrl, story: 'newest-paste' }, (world) => {
  let consent: ConsentPage | undefined;

  it('shows that it waits, and what can be done meanwhile', async () => {
    const { workbench, server, screenshots } = world();
    await workbench.open(server.url);
    await workbench.openMaiaView();
    consent = await openConsentPage(world(), () => workbench.repositories.pressWelcomeButton('Sign in to Bitbucket'));
    await workbench.page.bringToFront();
    const notice = workbench.notification('Signing in to Bitbucket');
    await notice.waitFor();
    await notice.getByRole('button', { name: 'Cancel' }).waitFor();
    await notice.getByRole('link', { name: 'Copy address' }).waitFor();
    await status(world()).waitFor();
    await workbench.quickInput.title('if the browser does not come back').waitFor();
    await screenshots.take(workbench.page, 'waiting');
  });

  it('lists the other ways, the last resort last', async () => {
    const { workbench, screenshots } = world();
    await workbench.notification('Signing in to Bitbucket').getByRole('link', { name: 'Try another way' }).click();
    await workbench.quickInput.row('API token').waitFor();
    await screenshots.take(workbench.page, 'other-ways');
    await workbench.page.keyboard.press('Escape');
  });

  it('says as one types what is wrong with an address', async () => {
    const { workbench, screenshots } = world();
    await status(world()).click();
    await workbench.quickInput.choose('paste', 'Paste the address the browser ended on');
    await workbench.quickInput.title('if the browser does not come back').waitFor();
    await workbench.quickInput.type(consent?.page.url() ?? '');
    await workbench.quickInput.box.getByText('No code found in this').waitFor();
    await workbench.quickInput.type(`${callbackUrl}?code=somebody-elses&state=of-another-sign-in`);
    await workbench.quickInput.box.getByText('belongs to another sign-in').waitFor();
    await screenshots.take(workbench.page, 'wrong-address');
  });

  it('ends with the address that the browser shows after Grant access', async () => {
    const { workbench, screenshots } = world();
    const page = consent ?? assert.fail('There is no consent page.');
    const back = page.page.waitForRequest((request) => request.url().startsWith(`${callbackUrl}?`));
    await page.grantAccess();
    await workbench.page.bringToFront();
    await workbench.quickInput.answer((await back).url());
    await workbench.repositories.workspace('Acme Corp').waitFor();
    await status(world()).waitFor({ state: 'detached' });
    await workbench.quickInput.title('if the browser does not come back').waitFor({ state: 'hidden' });
    await screenshots.take(workbench.page, 'signed-in');
  });

  it('explains, with a button for each, what is wrong after the access was withdrawn', async () => {
    const { workbench, screenshots, admin } = world();
    await admin.revokeGrants('anna');
    await workbench.clearNotifications();
    await workbench.runCommand('Maia: Diagnose Connection');
    await workbench.editorTab(/Connection to Bitbucket/).waitFor();
    await workbench.untilEditorShows('✗ Sign-in');
    await workbench.page.locator('.codelens-decoration').getByText('Reauthorize').first().waitFor();
    await screenshots.take(workbench.page, 'diagnosis-failed');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.ok(world().tokens.secrets.size >= 4, 'The recorder has not seen a sign-in.');
    assert.deepEqual(await findSecretsKept(world()), []);
  });
});

function status({ workbench }: World) {
  return workbench.page.locator('.statusbar').getByRole('button', { name: /Sign-in to Bitbucket|Signing in/ });
}

/** Goes as far as Bitbucket's question, and leaves it unanswered. */
async function openConsentPage({ context, workbench }: World, begin: () => Promise<void>): Promise<ConsentPage> {
  await begin();
  await workbench.answerDialog(/wants to sign in using Bitbucket/, 'Allow');
  const website = /open the external website/;
  await workbench.dialog(website).waitFor();
  const page = await ConsentPage.catch(context, () => workbench.answerDialog(website, 'Open'));
  await page.logIn('Anna Schmidt');
  return page;
}
