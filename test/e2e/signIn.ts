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
export async function signIn(world: World, begin: () => Promise<void>): Promise<void> {
  const { workbench, screenshots } = world;
  await begin();
  const permission = /wants to sign in using Bitbucket/;
  await workbench.dialog(permission).waitFor();
  await screenshots.take(workbench.page, 'allow-sign-in');
  await grantAccess(world, () => workbench.answerDialog(permission, 'Allow'));
  await workbench.repositories.workspace('Acme Corp').waitFor();
  await workbench.page.bringToFront();
}

/** Goes to Bitbucket, grants access there, and comes back. */
export async function grantAccess(
  { context, workbench, screenshots }: World,
  begin: () => Promise<void>,
): Promise<void> {
  await begin();
  const website = /open the external website/;
  await workbench.dialog(website).waitFor();
  await screenshots.take(workbench.page, 'open-website');
  const consent = await ConsentPage.catch(context, () => workbench.answerDialog(website, 'Open'));
  await consent.logIn(anna);
  await screenshots.take(consent.page, 'consent');
  await consent.grantAccess();
}
