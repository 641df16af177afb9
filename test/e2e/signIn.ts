import { ConsentPage } from './consentPage';
import type { World } from './world';

/** Who signs in, as the consent page calls them. */
const anna = 'Anna Schmidt';

/** Signs Anna in as a person does: the view's button, both dialogs, the consent page, and back. */
export async function signInFromWelcome(world: World): Promise<void> {
  const { server, workbench, screenshots } = world;
  await workbench.open(server.url);
  await workbench.openMaiaView();
  await workbench.repositories.welcome.waitFor();
  await screenshots.take(workbench.page, 'welcome');
  await signIn(world, () => workbench.repositories.pressWelcomeButton('Sign in to Bitbucket'));
}

/** Signs Anna in, however it begins. */
export async function signIn({ context, workbench, screenshots }: World, begin: () => Promise<void>): Promise<void> {
  await begin();
  const permission = /wants to sign in using Bitbucket/;
  await workbench.dialog(permission).waitFor();
  await screenshots.take(workbench.page, 'allow-sign-in');
  await workbench.answerDialog(permission, 'Allow');
  const website = /open the external website/;
  await workbench.dialog(website).waitFor();
  await screenshots.take(workbench.page, 'open-website');
  const consent = await ConsentPage.catch(context, () => workbench.answerDialog(website, 'Open'));
  await consent.logIn(anna);
  await screenshots.take(consent.page, 'consent');
  await consent.grantAccess();
  await workbench.repositories.workspace('Acme Corp').waitFor();
  await workbench.page.bringToFront();
}
