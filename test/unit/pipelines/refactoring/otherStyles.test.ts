import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveComponent } from '../../../../src/graph/moveComponent';
import { applyFixes } from '../../../../src/pipelines/applyFixes';
import { findProblems } from '../../../../src/pipelines/findProblems';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { addComponent } from '../../../../src/pipelines/refactoring/addComponent';
import { declareVariable } from '../../../../src/pipelines/refactoring/declareVariable';
import { duplicateComponent } from '../../../../src/pipelines/refactoring/duplicateComponent';
import { setSkipped } from '../../../../src/pipelines/refactoring/setSkipped';
import type { Component, PipelineDocument } from '../../../../src/pipelines/pipelineDocument';
import { linesOf } from '../../../../src/pipelines/writing/lineStyle';
import { commentsOf, lineStyles, meaningOf } from '../../../support/pipelineStyles';
import { apply, find, writtenCorpus } from '../../../support/refactoring';

const head = 'type: "orchestration"\nversion: "1.0"\npipeline:\n  components:\n';
const start =
  '    A:\n      type: "start"\n      transitions:\n        unconditional:\n        success:\n      skipped:\n      parameters:\n';
/** Ones that say nothing yet, to different depths. */
const empty = [
  head,
  `${head}  variables:\ndesign:\n`,
  `${head}  variables:\ndesign:\n  components:\n`,
  `${head}  variables:\ndesign:\n  notes:\n`,
  `${head}${start}  variables:\ndesign:\n  components:\n`,
  `${head}${start}design:\n  components:\n    A:\n`,
  `${head}${start}design:\n  components:\n    A:\n      position:\n`,
];
const texts = [...writtenCorpus.map(({ text }) => text), ...empty];

describe('in a pipeline that is written', () => {
  for (const [style, write] of Object.entries(lineStyles)) {
    const written = fc.record({ text: fc.constantFrom(...texts.map(write)), pick: fc.nat() });
    const onEach = (check: (document: PipelineDocument, component: Component | undefined) => void) => {
      const property = fc.property(written, ({ text, pick }) => {
        const document = readPipeline(text);
        const { components } = document.pipeline;
        check(document, components[pick % Math.max(1, components.length)]);
      });
      fc.assert(property, { numRuns: 40, examples: empty.map((text) => [{ text: write(text), pick: 0 }]) });
    };
    const assertOnlyThatIsNew = (text: string, result: string, name: string) => {
      assert.deepEqual(meaningOf(result, name), meaningOf(text, name), result);
      assert.deepEqual(commentsOf(result), commentsOf(text), result);
    };

    it(`${style}, adding a component says only that`, () => {
      onEach((document, component) => {
        const type = document.kind === 'transformation' ? 'filter' : 'sql-script';
        const result = apply(document.text, addComponent(document, type, 'fresh', component));
        const { componentsByName, design } = readPipeline(result).pipeline;
        assert.ok(componentsByName.has('fresh'));
        assert.ok(design.componentsByName.get('fresh')?.position);
        assertOnlyThatIsNew(document.text, result, 'fresh');
      });
    });

    it(`${style}, declaring a variable says only that`, () => {
      onEach((document) => {
        const result = apply(document.text, declareVariable(document, 'fresh'));
        assert.equal(readPipeline(result).pipeline.variables.at(-1)?.name.text, 'fresh');
        assertOnlyThatIsNew(document.text, result, 'fresh');
      });
    });

    it(`${style}, skipping a component says only that`, () => {
      onEach((document, component) => {
        if (component === undefined) return;
        const result = apply(document.text, setSkipped(document, component, true));
        assert.ok(find(readPipeline(result), component.name.text).isSkipped);
        assertOnlyThatIsNew(document.text, result, 'skipped');
      });
    });

    it(`${style}, a component gets the place that it lacks, or is moved to, and no other changes`, () => {
      onEach(({ text, pipeline }, component) => {
        if (component === undefined) return;
        const name = component.name.text;
        const place = pipeline.design.componentsByName.get(name);
        const lines = place && linesOf(text, place.entry);
        const without = lines ? apply(text, { span: lines, newText: '' }) : text;
        for (const source of [text, without]) {
          const moved = apply(source, moveComponent(readPipeline(source), name, { x: 4, y: 2 }));
          const position = readPipeline(moved).pipeline.design.componentsByName.get(name)?.position;
          assert.deepEqual([position?.x, position?.y], [4, 2]);
          assertOnlyThatIsNew(source, moved, name);
        }
        const code = 'component-without-design';
        const mended = applyFixes(without, new Set([code]), (it) => findProblems(readPipeline(it)));
        if (readPipeline(without).pipeline.design.components.length > 0) {
          assert.ok(readPipeline(mended).pipeline.design.componentsByName.has(name));
        }
        assertOnlyThatIsNew(without, mended, name);
      });
    });

    it(`${style}, duplicating a component says only that`, () => {
      onEach((document, component) => {
        const duplicate = component && duplicateComponent(document, component);
        if (duplicate === undefined) return;
        const result = apply(document.text, duplicate.edits);
        assert.ok(readPipeline(result).pipeline.componentsByName.has(duplicate.name));
        assert.deepEqual(meaningOf(result, duplicate.name), meaningOf(document.text, duplicate.name), result);
      });
    });
  }
});
