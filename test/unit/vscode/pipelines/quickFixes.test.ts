import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { createPipelineText } from '../../../support/pipelineText';
import { createPipelines, type FakeDocument } from './pipelinesHarness';

const uri = toUri({ repository: sales, ref: { kind: 'branch', name: 'main' } }, 'main.orch.yaml');
const good = createPipelineText({
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['Load', 'Clean'] } },
    { name: 'Load', type: 'print-variables' },
    { name: 'Clean', type: 'print-variables' },
  ],
});

/** What the text is after an action, as the editor would make it. */
function apply(text: string, action: vscode.CodeAction | undefined): string {
  const { replacements } = action?.edit as unknown as { replacements: { range: vscode.Range; text: string }[] };
  const lines = text.split('\n');
  const toOffset = ({ line, character }: vscode.Position) =>
    lines.slice(0, line).reduce((sum, it) => sum + it.length + 1, 0) + character;
  return [...replacements]
    .sort((a, b) => toOffset(b.range.start) - toOffset(a.range.start))
    .reduce(
      (it, { range, text: put }) => it.slice(0, toOffset(range.start)) + put + it.slice(toOffset(range.end)),
      text,
    );
}

function placeOf({ text }: FakeDocument, part: string): vscode.Range {
  const line = text.slice(0, text.indexOf(part)).split('\n').length - 1;
  const character = text.split('\n')[line]?.indexOf(part) ?? 0;
  return new vscode.Range(line, character, line, character);
}

describe('mending pipelines in the editor', () => {
  useFakeEditor();

  it('offers the fix of the problem under the cursor, as the preferred one', async () => {
    const { workspace } = createPipelines({ 'main.orch.yaml': good });
    const document = workspace.open(uri, good.replace('- "Clean"', '- "Claen"'));
    const [fix, ...others] = await workspace.actionsAt(document, placeOf(document, '"Claen"'));
    assert.deepEqual([fix?.title, fix?.isPreferred, others.length], ['Change to "Clean"', true, 0]);
    assert.equal(apply(document.text, fix), good);
    assert.deepEqual(await workspace.actionsAt(document, placeOf(document, 'type:')), []);
  });

  it('mends all problems of a kind together', async () => {
    const { workspace } = createPipelines({ 'main.orch.yaml': good });
    const text = good
      .replace('componentName: "Load"', 'componentName: "a"')
      .replace('componentName: "Clean"', 'componentName: "b"');
    const document = workspace.open(uri, text);
    const actions = await workspace.actionsAt(document, placeOf(document, '"a"'));
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Change to "Load"', 'Fix all 2 problems of this kind in the file'],
    );
    assert.equal(apply(text, actions[1]), good);
  });

  it('mends at once, as on saving, only what is no guess', async () => {
    const { workspace } = createPipelines({ 'main.orch.yaml': good });
    const guess = good.replace('- "Clean"', '- "Claen"');
    const document = workspace.open(uri, guess.replace('componentName: "Load"', 'componentName: "a"'));
    const kind = vscode.CodeActionKind.SourceFixAll.append('maia');
    const [action] = await workspace.actionsAt(document, placeOf(document, 'type:'), kind);
    assert.equal(action?.kind?.value, 'source.fixAll.maia');
    assert.equal(apply(document.text, action), guess);
    const onOthers = await workspace.actionsAt(
      document,
      placeOf(document, 'type:'),
      vscode.CodeActionKind.SourceFixAll.append('other'),
    );
    assert.deepEqual(onOthers, []);
  });

  it('explains the problem under the pointer', async () => {
    const { workspace } = createPipelines({ 'main.orch.yaml': good });
    const document = workspace.open(uri, good.replace('- "Clean"', '- "Claen"'));
    const hover = await workspace.hoverAt(document, placeOf(document, '"Claen"').start);
    assert.match(hover ?? '', /^A transition leads to a component of the same pipeline/);
    assert.equal(await workspace.hoverAt(document, placeOf(document, 'type:').start), undefined);
  });
});
