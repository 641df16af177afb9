import { askUntilShown } from './askUntilShown';
import { sales } from './commitStory';
import { signInFromWelcome } from './signIn';
import { describeStory } from './story';
import { chooseFromMenu } from './treeRow';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'problems' } as const;
/** The last one stays. */
const themes = [
  { theme: 'Light Modern', kind: 'vs' },
  { theme: 'Dark High Contrast', kind: 'hc-black' },
  { theme: 'Dark Modern', kind: 'vs-dark' },
];
const sentence = 'No component is named “Ingest Product”. Did you mean “Ingest Products”?';

describeStory('a pipeline that is checked while it is typed', options, (world) => {
  it('says what is wrong a moment after the last key, without a clone', async () => {
    const { workbench, screenshots } = world();
    await signInFromWelcome(world());
    const { repositories, page } = workbench;
    await repositories.unfold(repositories.repository(sales.slug));
    await repositories.pipeline('Load Sales').dblclick();
    await workbench.untilEditorShows('type: "orchestration"');
    await workbench.changeLine(12, '- "Ingest Product"');
    await page.locator('.squiggly-error').first().waitFor();
    await workbench.runCommand('View: Focus Problems');
    await page.locator('.markers-panel').getByText(sentence).waitFor();
    for (const { theme, kind } of themes) {
      await workbench.changeTheme(theme);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await screenshots.take(page, `problem-${theme.replaceAll(' ', '-').toLowerCase()}`);
    }
  });

  it('explains it under the pointer, and mends it', async () => {
    const { workbench, screenshots } = world();
    const { page } = workbench;
    await page.locator('.markers-panel').getByText(sentence).dblclick();
    const line = page.locator('.view-line').filter({ hasText: /Ingest.Product"/ });
    const why = page.locator('.monaco-hover').getByText('A transition leads to a component of the same pipeline');
    await askUntilShown(why, async () => {
      await page.mouse.move(640, 799);
      await line
        .getByText(/Ingest.Product"/)
        .last()
        .hover();
    });
    await page.keyboard.press('Control+.');
    await page.getByText('Change to "Ingest Products"').waitFor();
    await screenshots.take(page, 'fix');
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.untilEditorShows('- "Ingest Products"');
  });

  it('checks the whole repository on request, which says its cost first', async () => {
    const { workbench, screenshots } = world();
    const { repositories, page } = workbench;
    await chooseFromMenu(repositories.repository(sales.slug), 'Check Repository');
    const question = /Check the \d+ pipelines of acme.sales-analytics @ main\?/;
    await workbench.notification(question).waitFor();
    await screenshots.take(page, 'cost');
    await workbench.answerNotification(question, 'Check');
    await workbench.notification(/Checked \d+ pipelines of acme.sales-analytics @ main: no problems\./).waitFor();
    await screenshots.take(page, 'checked');
  });
});
