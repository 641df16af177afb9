import { askUntilShown } from './askUntilShown';
import { sales } from './commitStory';
import { signInAndOpenFolder } from './openFolder';
import { describeStory } from './story';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'comparing' } as const;

describeStory('comparing versions of a pipeline by what they mean, in the newest VS Code', options, (world) => {
  it('offers it on the comparison of a draft with its branch', async () => {
    const { workbench, screenshots } = world();
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    await workbench.openFile('Load Sales.orch.yaml');
    await workbench.untilEditorShows('type: "orchestration"');
    await workbench.changeLine(5, 'description: "Nightly load"');
    await workbench.save();
    await workbench.sourceControl.open();
    await workbench.sourceControl.change('Load Sales.orch.yaml').click();
    await workbench.editorTab(/Load Sales\.orch\.yaml \(branch ↔ draft\)/).waitFor();
    await workbench.page.locator('.monaco-diff-editor .modified .line-insert').first().waitFor();
    await workbench.page.getByRole('button', { name: 'Summarize Changes' }).first().waitFor();
    await screenshots.take(workbench.page, 'diff');
  });

  it('says in words what is different under the pointer', async () => {
    const { workbench } = world();
    const words = workbench.page.locator('.monaco-hover').getByText(/Modified – Pipeline: description changed/);
    await askUntilShown(words, async () => {
      await workbench.page.mouse.move(640, 799);
      await workbench.sourceControl.change('Load Sales.orch.yaml').locator('.label-name').hover();
    });
  });

  it('says in words what is different', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Summarize Changes');
    await workbench.quickInput.row('Pipeline: description changed').waitFor();
    await screenshots.take(workbench.page, 'summary');
    await workbench.quickInput.row('Pipeline: description changed').click();
    await workbench.quickInput.box.waitFor({ state: 'hidden' });
  });

  it('shows it without layout', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Compare Ignoring Layout');
    await workbench.editorTab(/without layout/).waitFor();
    await workbench.page.locator('.monaco-diff-editor .modified .line-insert').first().waitFor();
    await screenshots.take(workbench.page, 'without-layout');
  });

  it('shows it as a graph', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Compare as Graph');
    await workbench.editorTab(/Graph: Load Sales/).waitFor();
    const page = workbench.page.locator('iframe.webview.ready').last().contentFrame();
    await page.locator('iframe').contentFrame().locator('svg').first().waitFor();
    await screenshots.take(workbench.page, 'graph');
  });

  it('suggests the same words as a message', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Suggest Commit Message');
    await workbench.sourceControl.messageBox
      .locator('.view-lines', { hasText: /Pipeline:\s*description\s*changed/ })
      .waitFor();
    await screenshots.take(workbench.page, 'message');
  });
});
