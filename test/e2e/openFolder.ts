import { signInFromWelcome } from './signIn';
import type { World } from './world';

/** A branch of one of Acme's repositories. */
export interface BranchPlace {
  readonly slug: string;
  readonly branch: string;
}

/** Signs Anna in, and opens a branch of a repository as a folder. */
export async function signInAndOpenFolder(world: World, place: BranchPlace): Promise<void> {
  await signInFromWelcome(world);
  await openFolder(world, place);
}

/** Opens a branch of a repository as a folder by way of the command palette. */
async function openFolder({ workbench }: Pick<World, 'workbench'>, { slug, branch }: BranchPlace): Promise<void> {
  await workbench.runCommand('Maia: Open Repository');
  await workbench.quickInput.choose(slug, slug);
  await workbench.quickInput.choose(branch, branch);
  await workbench.page.waitForURL(/folder=/);
  await workbench.untilReady();
  await workbench.untilTitled(`acme/${slug} @ ${branch}`);
  await workbench.explorer.open();
}
