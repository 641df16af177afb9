import assert from 'node:assert/strict';
import { HandOverSheets } from '../../../../src/vscode/projects/handOverSheets';
import { showHandOverSheet } from '../../../../src/vscode/projects/showHandOverSheet';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { MemoryState } from '../../../support/memoryStores';
import { createProjects, project } from './projectsHarness';

const sheet = {
  sections: [
    {
      code: 'details' as const,
      fields: [
        { code: 'name' as const, value: 'Sales' },
        { code: 'description' as const, value: '' },
      ],
    },
    { code: 'environment' as const, fields: [{ code: 'environmentName' as const, value: 'Production' }] },
  ],
};

describe('the hand-over sheet', () => {
  const editor = useFakeEditor();

  it('is shown in Maia’s order, copies the value that is chosen, and stays', async () => {
    const { context, run } = createProjects();
    await context.book.add(project);
    await context.sheets.save(project, sheet);
    const shown = run(showHandOverSheet);
    await settleDown();
    const picker = editor.current().pickers[0] ?? assert.fail('A list is shown.');
    const labels = ['Project details', 'Project name', 'Description', 'Environment', 'Environment name'];
    assert.deepEqual(picker.labels, labels);
    await picker.choose('Environment name');
    await picker.choose('Description');
    assert.deepEqual(editor.current().copied, ['Production']);
    assert.equal(picker.labels.at(-1), '$(check) Environment name');
    await picker.leave();
    await shown;
  });

  it('is made for a project that was not prepared, after its data platform was chosen', async () => {
    const { context, run } = createProjects();
    await context.book.add(project);
    editor.current().choices.push('Databricks');
    const shown = run(showHandOverSheet);
    while (editor.current().pickers.length === 0) await settleDown();
    await editor.current().pickers[0]?.leave();
    await shown;
    assert.ok(context.sheets.find(project));
  });

  for (const [title, kept] of [
    ['nothing', undefined],
    ['something else', { sections: [{ code: 'details', fields: 'none' }] }],
    ['a field without a value', { sections: [{ code: 'details', fields: [{ code: 'name' }] }] }],
  ] as const) {
    it(`counts as missing when ${title} was kept`, () => {
      const state = new MemoryState();
      state.values.set('projects.handOver:acme/sales-analytics/main', kept);
      assert.equal(new HandOverSheets(state).find(project), undefined);
    });
  }
});
