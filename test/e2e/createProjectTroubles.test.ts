import assert from 'node:assert/strict';
import { GitLog } from './gitLog';
import { signInFromWelcome } from './signIn';
import { describeStory } from './story';
import { WizardPage } from './wizardPage';
import type { World } from './world';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'create-project-troubles' } as const;
const legacy = { workspace: 'northwind', slug: 'legacy-etl' };
const website = { workspace: 'acme', slug: 'website' };
const postSource = { path: '/src/?$', method: 'POST' } as const;

describeStory('creating a project where things go wrong, in the newest VS Code', options, (world) => {
  const wizard = () => new WizardPage(world().workbench.page);
  const picture = (name: string) => world().screenshots.take(world().workbench.page, name);
  const changeTheme = async (name: string, kind: string) => {
    await world().workbench.changeTheme(name);
    await wizard().frame.locator(`body.${kind}`).waitFor();
  };

  /** In place of what was cut before. */
  const cutOnly = async (fault: Parameters<World['admin']['addFault']>[0]) => {
    await world().admin.clearFaults();
    await world().admin.addFault(fault);
  };

  it('does not ask for an authorization that is there', async () => {
    await signInFromWelcome(world());
    await world().workbench.clearNotifications();
    await world().workbench.runCommand('Maia: Create Project…');
    await wizard().heading('What is the project called?').waitFor();
    await wizard().field('Project name').fill('Legacy');
    await wizard().continueTo('Who keeps the project’s files?');
    await wizard().continueTo('Where is your repository?');
    await wizard().frame.getByText('Authorized as Anna Schmidt').waitFor();
    await picture('authorized');
    await wizard().continueTo('Which repository holds the project?');
  });

  it('creates main from the default branch where there is none', async () => {
    await wizard().field('Repository').first().fill('legacy');
    await wizard()
      .repository(/Legacy ETL/)
      .click();
    await wizard().button('Create main').waitFor();
    await changeTheme('Dark Modern', 'vscode-dark');
    await picture('no-main-dark');
    await changeTheme('Dark High Contrast', 'vscode-high-contrast');
    await picture('no-main-contrast');
    await wizard().button('Create main').click();
    await wizard()
      .frame.getByText(/The branch main exists/)
      .waitFor();
    const git = new GitLog(world().admin, legacy);
    assert.deepEqual(await git.read('main', 1), await git.read('develop', 1));
  });

  it('keeps everything where the network is cut, and says at which step', async () => {
    await wizard().continueTo('What does the project start with?');
    await wizard()
      .card(/Nothing/)
      .check();
    await wizard().continueTo('Prepare what Maia will ask');
    await wizard().button('Skip This Step').click();
    await wizard().heading('Review and commit').waitFor();
    await wizard().frame.getByText('.maia-bitbucket.yaml').first().waitFor();
    await wizard().field('Commit message').fill('Make this a Maia project');
    await picture('review-contrast');
    await changeTheme('Dark Modern', 'vscode-dark');
    await picture('review-dark');
    await world().admin.addFault({ path: '.', count: 1_000_000, effect: { kind: 'resetBeforeAnswer' } });
    await wizard().button('Commit and Continue in Maia').click();
    await wizard()
      .frame.getByText(/Stopped at “Check/)
      .waitFor();
    await cutOnly({ ...postSource, count: 20, effect: { kind: 'resetBeforeAnswer' } });
    await wizard().button('Retry').click();
    await wizard()
      .frame.getByText(/Stopped at “Commit/)
      .waitFor();
    await picture('stopped');
    assert.equal(await wizard().field('Commit message').inputValue(), 'Make this a Maia project');
  });

  it('goes on from there by Retry, and makes exactly one commit although its answer is lost as well', async () => {
    const git = new GitLog(world().admin, legacy);
    const before = await git.read('main', 20);
    await cutOnly({ ...postSource, effect: { kind: 'lostAnswer' } });
    await wizard().button('Retry').click();
    await wizard()
      .heading(/Finish in Maia/)
      .waitFor();
    await picture('hand-over-after-retry');
    assert.deepEqual(await git.read('main', 20), ['Anna Schmidt: Make this a Maia project', ...before].slice(0, 20));
    assert.deepEqual(await git.readTouched('main'), ['A .maia-bitbucket.yaml']);
  });

  it('offers another branch where main takes no commits, and leads to the pull request', async () => {
    const { admin, workbench, context } = world();
    await admin.clearFaults();
    await admin.protectBranch({ ...website, branch: 'main', isProtected: true });
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Maia: Create Project…');
    await wizard().field('Project name').fill('Shop');
    await wizard().continueTo('Who keeps the project’s files?');
    await wizard().continueTo('Where is your repository?');
    await wizard().continueTo('Which repository holds the project?');
    await wizard()
      .repository(/^Website/)
      .click();
    await wizard().frame.getByText('The branch main exists.').waitFor();
    await wizard().continueTo('What does the project start with?');
    await wizard().continueTo('Prepare what Maia will ask');
    await wizard().button('Skip This Step').click();
    await wizard().heading('Review and commit').waitFor();
    await wizard().button('Commit and Continue in Maia').click();
    await wizard().button('Use Another Branch').waitFor();
    await picture('protected');
    await wizard().button('Use Another Branch').click();
    await wizard().field('Branch').fill('maia-project');
    await wizard().button('Commit and Continue in Maia').click();
    await wizard().heading('Merge into main, then finish in Maia').waitFor();
    await picture('hand-over-branch');
    const git = new GitLog(admin, website);
    assert.deepEqual(await git.read('maia-project', 1), ['Anna Schmidt: Prepare Maia project Shop']);
    const address = await workbench.leavingTo(context, () => wizard().button('Create the Pull Request').click());
    assert.equal(address.pathname, '/acme/website/pull-requests/new');
    assert.deepEqual(
      [...address.searchParams],
      [
        ['source', 'maia-project'],
        ['dest', 'main'],
      ],
    );
  });
});
