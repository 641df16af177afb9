import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { moveComponent } from '../../../../src/graph/moveComponent';
import { applyFixes } from '../../../../src/pipelines/applyFixes';
import { findProblems } from '../../../../src/pipelines/findProblems';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { addComponent } from '../../../../src/pipelines/refactoring/addComponent';
import { declareVariable } from '../../../../src/pipelines/refactoring/declareVariable';
import { checkExtraction } from '../../../../src/pipelines/refactoring/checkExtraction';
import { duplicateComponent } from '../../../../src/pipelines/refactoring/duplicateComponent';
import { extractToChild } from '../../../../src/pipelines/refactoring/extractToChild';
import { setSkipped } from '../../../../src/pipelines/refactoring/setSkipped';
import type { Component, PipelineDocument } from '../../../../src/pipelines/pipelineDocument';
import { linesOf } from '../../../../src/pipelines/writing/lineStyle';
import { addKeptLines, braceStyles, commentsOf, lineStyles, meaningOf } from '../../../support/pipelineStyles';
import { createPipelineText } from '../../../support/pipelineText';
import { apply, codesOf, find, writtenCorpus } from '../../../support/refactoring';
import { failing } from './extraction';

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
const corpus = writtenCorpus.map(({ text }) => text);
const texts = [...corpus, ...corpus.map(addKeptLines), ...empty];

describe('in a pipeline that is written', () => {
  for (const [style, write] of Object.entries({ ...lineStyles, ...braceStyles })) {
    const written = fc.record({ text: fc.constantFrom(...texts), pick: fc.nat() });
    const onEach = (check: (document: PipelineDocument, component: Component | undefined) => void) => {
      const property = fc.property(written, ({ text, pick }) => {
        const document = readPipeline(write(text));
        const { components } = document.pipeline;
        check(document, components[pick % Math.max(1, components.length)]);
      });
      fc.assert(property, { numRuns: 40, examples: empty.map((text) => [{ text, pick: 0 }]) });
    };
    const isRefused = (edit: unknown, styles: RegExp) => {
      assert.ok(edit !== undefined || styles.test(style));
      return edit === undefined;
    };
    const assertOnlyThatIsNew = (text: string, result: string, name: string) => {
      assert.deepEqual(meaningOf(result, name), meaningOf(text, name), result);
      assert.deepEqual(commentsOf(result), commentsOf(text), result);
    };

    it(`${style}, adding a component says only that`, () => {
      onEach((document, component) => {
        const type = document.kind === 'transformation' ? 'filter' : 'sql-script';
        const edits = addComponent(document, type, 'fresh', component);
        if (isRefused(edits, /JSON|the (?:pipeline|components|design|places) in/)) return;
        const result = apply(document.text, edits);
        const { componentsByName, design } = readPipeline(result).pipeline;
        assert.ok(componentsByName.has('fresh'));
        assert.ok(design.componentsByName.get('fresh')?.position);
        assertOnlyThatIsNew(document.text, result, 'fresh');
      });
    });

    it(`${style}, declaring a variable says only that`, () => {
      onEach((document) => {
        const edit = declareVariable(document, 'fresh');
        if (isRefused(edit, /JSON|the (?:pipeline|variables) in/)) return;
        const result = apply(document.text, edit);
        assert.equal(readPipeline(result).pipeline.variables.at(-1)?.name.text, 'fresh');
        assertOnlyThatIsNew(document.text, result, 'fresh');
      });
    });

    it(`${style}, skipping a component says only that`, () => {
      onEach((document, component) => {
        if (component === undefined) return;
        const edit = setSkipped(document, component, true);
        if (isRefused(edit, /JSON|(?:the (?:pipeline|components)|each component) in/)) return;
        const result = apply(document.text, edit);
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
          const edits = moveComponent(readPipeline(source), name, { x: 4, y: 2 });
          if (isRefused(edits, /JSON|(?:the (?:design|places)|each place) in/)) return;
          const moved = apply(source, edits);
          const position = readPipeline(moved).pipeline.design.componentsByName.get(name)?.position;
          assert.deepEqual([position?.x, position?.y], [4, 2]);
          assertOnlyThatIsNew(source, moved, name);
        }
        const code = 'component-without-design';
        const mended = applyFixes(without, new Set([code]), (it) => findProblems(readPipeline(it)));
        if (lines !== undefined && readPipeline(without).pipeline.design.components.length > 0) {
          assert.ok(readPipeline(mended).pipeline.design.componentsByName.has(name));
        }
        assertOnlyThatIsNew(without, mended, name);
      });
    });

    it(`${style}, duplicating a component says only that`, () => {
      onEach((document, component) => {
        if (component === undefined || component.type?.text === 'start') return;
        const duplicate = duplicateComponent(document, component);
        if (isRefused(duplicate, /JSON|(?:the (?:pipeline|components|design|places)|each component) in/)) return;
        assert.ok(duplicate);
        const result = apply(document.text, duplicate.edits);
        assert.ok(readPipeline(result).pipeline.componentsByName.has(duplicate.name));
        assert.deepEqual(meaningOf(result, duplicate.name), meaningOf(document.text, duplicate.name), result);
        const [own, copy] = [component.name.text, duplicate.name].map((name) => parametersIn(result, name));
        assert.deepEqual(copy, { ...own, componentName: copy?.['componentName'] }, result);
      });
    });

    it(`${style}, a place of no component can be removed where no other goes with it`, () => {
      for (const { text } of writtenCorpus.filter((_, index) => index % 7 === 0)) {
        const source = write(withForeignPlaces(text));
        const problems = findProblems(readPipeline(source)).filter((it) => it.code === 'design-without-component');
        assert.equal(problems.length, 2, source);
        for (const { fix, facts } of problems) {
          assert.equal(fix !== undefined, !/^as JSON|the (?:design|places) in braces/.test(style), source);
          if (fix === undefined) continue;
          const result = apply(source, fix);
          assert.deepEqual(meaningOf(result, facts.name), meaningOf(source, facts.name), result);
          assert.ok(!readPipeline(result).pipeline.design.componentsByName.has(facts.name));
        }
      }
    });

    it(`${style}, a component that is skipped can be taken in again`, () => {
      const skipped = failing.map((it) => ({ ...it, isSkipped: true }));
      const source = write(createPipelineText({ kind: 'orchestration', components: skipped }));
      const document = readPipeline(source);
      for (const component of document.pipeline.components) {
        const result = apply(source, setSkipped(document, component, false));
        assert.ok(!find(readPipeline(result), component.name.text).isSkipped);
        assert.deepEqual(meaningOf(result, 'skipped'), meaningOf(source, 'skipped'), result);
        if (style === 'as JSON') assert.doesNotThrow(() => JSON.parse(result) as unknown, result);
      }
    });

    it(`${style}, components are extracted whole or not at all`, () => {
      const variables = [{ name: 'day', scope: 'SHARED' }];
      const source = write(addKeptLines(createPipelineText({ kind: 'orchestration', components: failing, variables })));
      const document = readPipeline(source);
      const selected = ['A', 'B'].map((name) => find(document, name));
      const plan = checkExtraction(document, selected);
      assert.equal(plan.kind, 'possible');
      const child = extractToChild(document, plan, 'Child');
      assert.ok(child !== undefined || Object.hasOwn(braceStyles, style));
      if (child === undefined) return;
      const parent = apply(source, child.edits);
      assert.deepEqual([codesOf(parent), codesOf(child.childText)], [[], []], child.childText);
      const names = [parent, child.childText].map((it) => [...readPipeline(it).pipeline.componentsByName.keys()]);
      assert.deepEqual(names, [
        ['Start', 'A', 'C', 'Done', 'Failed'],
        ['Start', 'A', 'B'],
      ]);
      for (const name of ['A', 'B']) {
        assert.deepEqual(parametersIn(child.childText, name), parametersIn(source, name), child.childText);
      }
    });
  }
});

/** What a text says of the parameters of a component. */
function parametersIn(text: string, name: string): Readonly<Record<string, unknown>> | undefined {
  const { pipeline } = parse(text) as {
    pipeline: { components: Record<string, { parameters?: Record<string, unknown> }> };
  };
  return pipeline.components[name]?.parameters;
}

/** With two more, the first and the last one. */
function withForeignPlaces(text: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const write = (name: string) =>
    [`    ${name}:`, '      position:', '        x: 1', '        "y": 1'].join(newline) + newline;
  const first = text.replace(/^design:\r?\n {2}components:\r?\n/m, (it) => it + write('Ghost'));
  return first.replace(/(?:\r?\n)?$/, newline) + write('Gone').trimEnd();
}
