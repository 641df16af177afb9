import assert from 'node:assert/strict';
import { GitLog } from './gitLog';
import { grantAccess } from './signIn';
import { describeStory } from './story';
import { WizardPage } from './wizardPage';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'create-project' } as const;
const empty = { workspace: 'northwind', slug: 'empty-project' };

describeStory('creating a project, in the newest VS Code', options, (world) => {
  const wizard = () => new WizardPage(world().workbench.page);
  const picture = (name: string) => world().screenshots.take(world().workbench.page, name);

  const reloadAt = async (heading: string | RegExp) => {
    await world().workbench.reloadWindow();
    await wizard().heading(heading).waitFor();
  };

  it('begins before anybody has signed in, with the project’s details', async () => {
    const { server, workbench } = world();
    await workbench.open(server.url);
    await workbench.openMaiaView();
    await workbench.runCommand('Maia: Create Project…');
    await wizard().heading('What is the project called?').waitFor();
    await picture('details');
    await wizard().button('Continue').click();
    await wizard().frame.getByRole('alert').getByText('Give the project a name.').waitFor();
    await picture('details-missing');
    await wizard().field('Project name').fill('Orders to report');
    await wizard().field('Description').fill('Loads orders every night.\nAsk Anna.');
    await picture('details-typed');
    await reloadAt('What is the project called?');
    assert.equal(await wizard().field('Description').inputValue(), 'Loads orders every night.\nAsk Anna.');
  });

  it('loses no key of what is typed in the very moment in which the browser loads its page again', async () => {
    for (const end of [' Or Ben.', ' Or Eve.', ' Or Tim.']) {
      const before = await wizard().field('Description').inputValue();
      await wizard().field('Description').press('Control+End');
      await world().workbench.page.keyboard.insertText(end.slice(0, -1));
      await wizard().field('Description').press(end.slice(-1));
      await world().workbench.reload();
      await wizard().heading('What is the project called?').waitFor();
      await wizard().untilFilled('Description', before + end);
    }
  });

  it('offers in the view to go on with what was begun, where its tab is gone', async () => {
    const { workbench } = world();
    await workbench.runCommand('View: Close All Editors');
    await workbench.repositories.welcome.getByRole('button', { name: 'Go on with it' }).waitFor();
    await picture('begun');
    await workbench.repositories.pressWelcomeButton('Go on with it');
    await workbench.quickInput
      .row(/Resume Orders to report/)
      .first()
      .click();
    await wizard().heading('What is the project called?').waitFor();
    assert.equal(await wizard().field('Project name').inputValue(), 'Orders to report');
  });

  it('goes on through the choices, and is where it was after each reload', async () => {
    await wizard().continueTo('Who keeps the project’s files?');
    await reloadAt('Who keeps the project’s files?');
    await wizard()
      .card(/Advanced settings/)
      .check();
    await picture('configuration');
    await wizard().continueTo('Where is your repository?');
    await wizard().frame.getByText('Not authorized').waitFor();
    await picture('provider');
    await reloadAt('Where is your repository?');
  });

  it('sends the person to Bitbucket once, and goes on by itself', async () => {
    await wizard().continueTo('Let this editor use Bitbucket');
    await reloadAt('Let this editor use Bitbucket');
    await picture('authorize');
    await grantAccess(world(), () => wizard().button('Authorize').click());
    await wizard().heading('Which repository holds the project?').waitFor();
    await wizard()
      .repository(/Empty Project/)
      .waitFor();
    await picture('repositories');
  });

  it('repairs what is missing in the repository that was chosen', async () => {
    await wizard()
      .repository(/Empty Project/)
      .click();
    await wizard().button('Initialise with a README').waitFor();
    await picture('repository-empty');
    await wizard().button('Initialise with a README').click();
    await wizard().frame.getByText('The branch main exists.').waitFor();
    await picture('repository-repaired');
    assert.equal((await new GitLog(world().admin, empty).read('main', 5)).length, 1);
  });

  it('asks for what the project starts with and what Maia will ask, and loses nothing when the window is reloaded', async () => {
    await reloadAt('Which repository holds the project?');
    await wizard().frame.getByText('The branch main exists.').waitFor();
    await wizard().continueTo('What does the project start with?');
    await wizard()
      .card(/Extract and load/)
      .check();
    await picture('starter');
    await reloadAt('What does the project start with?');
    assert.ok(
      await wizard()
        .card(/Extract and load/)
        .isChecked(),
    );
    await wizard().continueTo('Prepare what Maia will ask');
    await picture('prepare');
    await wizard().field('Environment name').fill('Production');
    await reloadAt('Prepare what Maia will ask');
    assert.equal(await wizard().field('Environment name').inputValue(), 'Production');
    await wizard().continueTo('Review and commit');
    await wizard().frame.getByText('Extract and load.orch.yaml').first().waitFor();
    await wizard().field('Commit message').fill('Begin with orders');
    await reloadAt('Review and commit');
    assert.equal(await wizard().field('Commit message').inputValue(), 'Begin with orders');
    await wizard().frame.getByText('Extract and load.orch.yaml').first().waitFor();
    await picture('review');
  });

  it('commits once what was reviewed, and shows what Maia will ask', async () => {
    await wizard().button('Commit and Continue in Maia').click();
    await wizard()
      .heading(/Finish in Maia/)
      .waitFor();
    await picture('hand-over');
    const git = new GitLog(world().admin, empty);
    const [last = ''] = await git.read('main', 1);
    assert.equal(last, 'Anna Schmidt: Begin with orders');
    assert.match(await git.show('main', '.maia-bitbucket.yaml'), /name: "Orders to report"/);
    assert.match(await git.show('main', 'Extract and load.orch.yaml'), /^type: "orchestration"\n/);
    await wizard().frame.getByText('Production').first().waitFor();
    await reloadAt(/Finish in Maia/);
    assert.equal((await git.read('main', 5)).length, 2);
  });
});
