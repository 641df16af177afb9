import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { createPipelineText } from '../../../src/repositories/pipelineTemplates';

interface Pipeline {
  readonly type: string;
  readonly pipeline: { readonly components: Record<string, { parameters: { componentName: string } }> };
  readonly design: { readonly components: Record<string, unknown> };
}

describe('a new pipeline', () => {
  for (const kind of ['orchestration', 'transformation'] as const) {
    it(`of the kind ${kind} is one that Maia reads`, () => {
      const text = createPipelineText(kind);
      const content = parse(text) as Pipeline;
      assert.deepEqual(Object.keys(content), ['type', 'version', 'pipeline', 'design']);
      assert.equal(content.type, kind);
      assert.deepEqual(Object.keys(content.design.components), Object.keys(content.pipeline.components));
      for (const [name, { parameters }] of Object.entries(content.pipeline.components)) {
        assert.equal(parameters.componentName, name);
      }
      assert.match(text, /[^\n]\n$/);
    });
  }

  it('begins with a start where it is an orchestration', () => {
    assert.match(createPipelineText('orchestration'), /type: "start"/);
  });
});
