import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, applyFixes, findDifference, sureFixes } from '../../../src/pipelines/applyFixes';
import { findFileProblems } from '../../../src/pipelines/findFileProblems';
import { createPipelineText } from '../../support/pipelineText';

const find = (text: string) => findFileProblems('main.orch.yaml', text, {});
const good = createPipelineText({
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['Load', 'Clean'] } },
    { name: 'Load', type: 'print-variables' },
    { name: 'Clean', type: 'print-variables' },
  ],
});

describe('mending many problems at once', () => {
  it('gives every component that lacks one a place of its own on the canvas', () => {
    const withoutPlaces = good.replace(
      /(design:\n {2}components:\n)[\s\S]*/,
      '$1    Start:\n      position:\n        x: 0\n        "y": 0\n',
    );
    assert.equal(find(withoutPlaces).filter(({ code }) => code === 'component-without-design').length, 2);
    const mended = applyFixes(withoutPlaces, new Set(['component-without-design']), find);
    assert.deepEqual(find(mended), find(good));
    const places = [...mended.matchAll(/x: (-?\d+)\n\s*"y": (-?\d+)/g)].map(([place]) => place);
    assert.equal(new Set(places).size, 3);
  });

  it('mends without a look only what is no guess', () => {
    const text = good.replace('componentName: "Load"', 'componentName: "Lod"').replace('- "Clean"', '- "Claen"');
    const mended = applyFixes(text, sureFixes, find);
    assert.equal(mended, good.replace('- "Clean"', '- "Claen"'));
  });

  it('makes no second key of a name of two that are mistyped', () => {
    const kinds = good.replace(
      /unconditional:\n.*\n.*/,
      'sucess:\n        - "Load"\n        succes:\n        - "Clean"',
    );
    const mended = applyFixes(kinds, new Set(['transition-kind']), find);
    assert.equal(mended, kinds.replace('sucess', 'success'));
    const keys = good.replace('parameters:', 'paramters:\n      parametrs:');
    assert.equal(applyFixes(keys, new Set(['unknown-component-key']), find), keys.replace('paramters', 'parameters'));
  });

  it('finds the one edit that makes a text of another', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const edit = findDifference(before, after);
        assert.equal(edit === undefined ? before : applyEdits(before, [edit]), after);
      }),
    );
  });
});
