import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PipelineIndex } from '../../../../src/pipelines/pipelineIndex';
import { readFileFacts } from '../../../../src/pipelines/readFileFacts';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { symbolAt } from '../../../../src/pipelines/symbols/findSymbolUses';
import type { LanguageContext, PipelinePlace } from '../../../../src/vscode/pipelines/languageContext';
import { mendMovedFiles } from '../../../../src/vscode/pipelines/movedFiles';
import { readPlacedPipeline } from '../../../../src/vscode/pipelines/placedPipeline';
import { renameReferencedFile } from '../../../../src/vscode/pipelines/renameFile';
import { renameVariableEverywhere } from '../../../../src/vscode/pipelines/renameVariable';
import { FakeClock } from '../../../support/fakeClock';
import { createPipelineText } from '../../../support/pipelineText';
import { silentLog } from '../../../support/silentLog';
import type { WorkspaceEdit } from '../../../support/vscodeStub';

const root = vscode.Uri.file('/clone');
const { signal } = new AbortController();

function createParent(job: string): string {
  return createPipelineText({
    kind: 'orchestration',
    components: [
      {
        name: 'Run',
        type: 'run-orchestration',
        parameters: { orchestrationJob: job, setScalarVariables: [['day', '1']] },
      },
    ],
  });
}

const files: Readonly<Record<string, string>> = {
  'a.orch.yaml': createParent('children/load'),
  'stale.orch.yaml': createParent('old/load'),
  'children/load.orch.yaml': createPipelineText({
    kind: 'orchestration',
    components: [{ name: 'Start', type: 'start', parameters: { note: '${day}' } }],
    variables: [{ name: 'day', scope: 'SHARED' }],
  }),
  '.matillion/shared-pipelines.yaml': 'version: "1.0"\npipelines:\n- pipeline: "children/load"\n  id: "x"\n',
};

function createPlace(path: string): PipelinePlace {
  const index = new PipelineIndex();
  index.setFiles(Object.keys(files), 'all');
  const pipelines = Object.entries(files).filter(([name]) => name.endsWith('.orch.yaml'));
  const settle = () => {
    index.setFacts(new Map(pipelines.map(([name, text]) => [name, readFileFacts(readPipeline(text))])));
    return Promise.resolve();
  };
  return {
    rootUri: root,
    path,
    index,
    toUri: (it) => vscode.Uri.joinPath(root, it),
    readText: (it) => Promise.resolve(files[it]),
    settle,
    readAll: () => assert.fail('Everything was read.'),
  };
}

const context: LanguageContext = {
  selector: [],
  read: () => assert.fail('No document is open.'),
  findPlace: (uri) => Promise.resolve(createPlace(uri.path.slice(root.path.length + 1))),
  clock: new FakeClock(),
  log: silentLog,
};

/** Which files an edit changes, into what, and whether it asks. */
function changesOf(edit: unknown): readonly (readonly [string, string, boolean])[] {
  return (edit as WorkspaceEdit).replacements.map(({ uri, text, isAsked }) => [
    (uri as vscode.Uri).path.slice(root.path.length + 1),
    text,
    isAsked,
  ]);
}

describe('renaming across files', () => {
  const mended = (path: string) => [
    ['a.orch.yaml', `"${path}"`, false],
    ['stale.orch.yaml', `"${path}"`, true],
    ['.matillion/shared-pipelines.yaml', `"${path}"`, false],
  ];

  it('lets a file that is renamed in the Explorer take along what refers to it', async () => {
    const at = (path: string) => vscode.Uri.joinPath(root, path);
    const moves = [{ oldUri: at('children/load.orch.yaml'), newUri: at('new/other.orch.yaml') }];
    assert.deepEqual(changesOf(await mendMovedFiles(context, moves, signal)), mended('new/other'));
    const folder = [{ oldUri: at('children'), newUri: at('kids') }];
    assert.deepEqual(changesOf(await mendMovedFiles(context, folder, signal)), [
      ['a.orch.yaml', '"kids/load"', false],
      ['.matillion/shared-pipelines.yaml', '"kids/load"', false],
    ]);
    const elsewhere = [{ oldUri: at('children'), newUri: vscode.Uri.file('/other/children') }];
    assert.deepEqual(changesOf(await mendMovedFiles(context, elsewhere, signal)), []);
  });

  it('renames the file behind a path with what refers to it, and refuses what cannot be', async () => {
    const place = createPlace('a.orch.yaml');
    const document = readPipeline(files['a.orch.yaml'] ?? '');
    const symbol = symbolAt(document, document.text.indexOf('children/load'))?.symbol;
    assert.ok(symbol?.kind === 'file');
    const renameTo = (typed: string) => renameReferencedFile(place, symbol.reference, typed, signal);
    const edit = await renameTo('new/other');
    assert.deepEqual(changesOf(edit), mended('new/other'));
    assert.match(
      String((edit as unknown as WorkspaceEdit).files),
      /^rename \S*children\/load\.orch\.yaml \S*new\/other\.orch/,
    );
    await assert.rejects(renameTo('a'), /There is an orchestration pipeline of this name/);
    await assert.rejects(renameTo('new/ä'), /but not “ä”/);
    await assert.rejects(renameTo('new/'), /Type a name|cannot be a path/);
  });

  it('renames a variable where parents set it', async () => {
    const place = createPlace('a.orch.yaml');
    const pipeline = await readPlacedPipeline(place, 'children/load.orch.yaml');
    assert.ok(pipeline);
    const edit = await renameVariableEverywhere(place, { pipeline, name: 'day', newName: 'date' }, signal);
    assert.deepEqual(changesOf(edit), [
      ['children/load.orch.yaml', 'date', false],
      ['children/load.orch.yaml', 'date', false],
      ['a.orch.yaml', '"date"', false],
    ]);
    const rename = renameVariableEverywhere(place, { pipeline, name: 'other', newName: 'date' }, signal);
    await assert.rejects(rename, /not declared in this pipeline/);
  });
});
