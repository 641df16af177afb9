import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { DocumentReader } from '../../../../src/vscode/pipelines/documentReader';
import { createLargePipeline } from '../../../support/largePipeline';

/** A document as the editor has it, in which somebody types. */
class TypedDocument {
  readonly uri: vscode.Uri;
  version = 1;
  text: string;

  constructor(uri: vscode.Uri, text: string) {
    this.uri = uri;
    this.text = text;
  }

  readonly getText = () => this.text;

  /** Behind the first place where something stands. */
  type(typed: string, behind: string): void {
    const at = this.text.indexOf(behind) + behind.length;
    this.text = this.text.slice(0, at) + typed + this.text.slice(at);
    this.version++;
  }
}

describe('documents of the editor', () => {
  const text = createLargePipeline();
  const all = readPipeline(text).visited;
  const addresses = [
    vscode.Uri.file('/clone/a.orch.yaml'),
    vscode.Uri.from({ scheme: 'maia-bitbucket', path: '/sales/a.orch.yaml' }),
  ];

  for (const uri of addresses) {
    it(`are read anew only where somebody has typed: ${uri.scheme}`, () => {
      const document = new TypedDocument(uri, text);
      const { read } = new DocumentReader();
      const open = () => read(document as unknown as vscode.TextDocument);
      assert.equal(open().visited, all);

      // No YAML until the colon is there; what was right before is still known then.
      document.type('\n        limit', 'componentName: "Step 20"');
      assert.equal(open().isWhole, false);
      document.type(': "1"', '\n        limit');

      const { visited, pipeline } = open();
      assert.ok(visited < all / 20, `${visited} of ${all}`);
      assert.deepEqual({ ...open(), visited: 0 }, { ...readPipeline(document.text, 'orchestration'), visited: 0 });
      assert.ok(pipeline.componentsByName.get('Step 20')?.parameters?.entries.some(({ key }) => key.text === 'limit'));
    });
  }
});
