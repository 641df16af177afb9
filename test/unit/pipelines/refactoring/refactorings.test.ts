import assert from 'node:assert/strict';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { addComponent } from '../../../../src/pipelines/refactoring/addComponent';
import { declareVariable } from '../../../../src/pipelines/refactoring/declareVariable';
import { duplicateComponent } from '../../../../src/pipelines/refactoring/duplicateComponent';
import { setSkipped } from '../../../../src/pipelines/refactoring/setSkipped';
import { createPipelineText, type ComponentSpec } from '../../../support/pipelineText';
import { apply, codesOf, find, sourceOf, writtenCorpus } from '../../../support/refactoring';

describe('leaving a component out of runs', () => {
  it('and taking it in again gives the same bytes, for every component of the corpus', () => {
    for (const { path, text } of writtenCorpus) {
      const document = readPipeline(text);
      for (const component of document.pipeline.components) {
        const skipped = apply(text, setSkipped(document, component, true));
        const after = readPipeline(skipped);
        const names = after.pipeline.components.filter((it) => it.isSkipped).map(({ name }) => name.text);
        assert.deepEqual(names, [component.name.text], path);
        assert.deepEqual(codesOf(skipped), codesOf(text), path);
        assert.equal(apply(skipped, setSkipped(after, find(after, component.name.text), false)), text, path);
      }
    }
  });

  it('changes a value that is there', () => {
    for (const written of [' false', ' ', '']) {
      const text = `type: "orchestration"\npipeline:\n  components:\n    A:\n      type: "start"\n      skipped:${written}\n`;
      const document = readPipeline(text);
      assert.match(apply(text, setSkipped(document, find(document, 'A'), true)), /skipped: true\n$/);
    }
  });

  it('and taking it in again leaves what shares the line', () => {
    const text =
      'type: "orchestration"\npipeline:\n  components:\n    A: { type: "start",\n      skipped: true, parameters: { a: 1 } }\n';
    const document = readPipeline(text);
    const result = apply(text, setSkipped(document, find(document, 'A'), false));
    assert.equal(result, text.replace('true', 'false'));
  });
});

describe('duplicating a component', () => {
  it('adds one of another name and nothing else, for every component of the corpus', () => {
    for (const { path, text } of writtenCorpus) {
      const document = readPipeline(text);
      for (const component of document.pipeline.components) {
        const duplicate = duplicateComponent(document, component);
        if (component.type?.text === 'start') {
          assert.equal(duplicate, undefined);
          continue;
        }
        assert.ok(duplicate, path);
        const result = apply(text, duplicate.edits);
        const after = readPipeline(result);
        const copy = find(after, duplicate.name);
        assert.equal(document.pipeline.componentsByName.has(duplicate.name), false);
        assert.equal(copy.componentName?.text, duplicate.name);
        assert.deepEqual([copy.type?.text, copy.sources, copy.iterationTarget], [component.type?.text, [], undefined]);
        assert.deepEqual(
          copy.transitions.map(({ target }) => target.text),
          component.transitions.map(({ target }) => target.text),
        );
        for (const it of document.pipeline.components)
          assert.equal(sourceOf(after, find(after, it.name.text)), sourceOf(document, it));
        const [was, is] = [document, after].map((it) => it.pipeline.design.componentsByName);
        const from = was?.get(component.name.text)?.position;
        const to = is?.get(duplicate.name)?.position;
        assert.equal(to?.x, from?.x, path);
        assert.ok((to?.y ?? 0) >= (from?.y ?? 0) + 100, path);
        const added = codesOf(result).filter((it) => it !== 'unreachable-component' && it !== 'migration-left-over');
        assert.deepEqual(
          added,
          codesOf(text).filter((it) => it !== 'migration-left-over'),
          path,
        );
        assert.equal(result.replaceAll('\r\n', '').includes('\n'), !text.includes('\r\n'));
      }
    }
  });
});

describe('the name of a duplicate', () => {
  const nameOf = (name: string, others: readonly string[] = []) => {
    const components = [name, ...others].map((it) => ({ name: it, type: 'sql-script' }));
    const document = readPipeline(createPipelineText({ kind: 'orchestration', components }));
    return duplicateComponent(document, find(document, name))?.name;
  };

  it('counts on from other copies', () => {
    assert.equal(nameOf('Load'), 'Load 2');
    assert.equal(nameOf('Load', ['Load 2', 'Load 3']), 'Load 4');
    assert.equal(nameOf('Load 2', ['Load']), 'Load 3');
  });

  it('keeps a number that is a part of the name', () => {
    assert.equal(nameOf('Load 2024'), 'Load 2024 2');
    assert.equal(nameOf('Load 2024 2', ['Load 2024']), 'Load 2024 3');
  });
});

describe('adding a component', () => {
  it('behind another one connects the two, for every component of the corpus', () => {
    for (const { path, text } of writtenCorpus) {
      const document = readPipeline(text);
      const type = document.kind === 'transformation' ? 'filter' : 'sql-script';
      for (const component of document.pipeline.components) {
        const result = apply(text, addComponent(document, type, 'New: one', component));
        const after = readPipeline(result);
        assert.equal(find(after, 'New: one').componentName?.text, 'New: one');
        assert.ok(after.pipeline.design.componentsByName.has('New: one'));
        const isEnd = component.type?.text.startsWith('end-') === true;
        const isConnected =
          find(after, component.name.text).transitions.some(({ target }) => target.text === 'New: one') ||
          find(after, 'New: one').sources.some((it) => it.text === component.name.text);
        assert.equal(isConnected, !isEnd, path);
        assert.deepEqual(
          codesOf(result).filter((it) => it !== 'unreachable-component'),
          codesOf(text),
          path,
        );
      }
    }
  });

  it('works in a pipeline that has none', () => {
    const text = 'type: "transformation"\nversion: "1.0"\npipeline:\n  components: {}\ndesign:\n  components: {}\n';
    const result = apply(text, addComponent(readPipeline(text), 'table-input', 'Orders'));
    assert.deepEqual(codesOf(result), []);
    assert.match(result, /^ {2}components:\n {4}Orders:\n {6}type: "table-input"\n/m);
  });
});

describe('declaring a variable', () => {
  it('adds it and nothing else, for every pipeline of the corpus', () => {
    for (const { path, text } of writtenCorpus) {
      const document = readPipeline(text);
      const result = apply(text, declareVariable(document, 'fresh'));
      const after = readPipeline(result);
      assert.deepEqual(
        after.pipeline.variables.map(({ name }) => name.text),
        [...document.pipeline.variables.map(({ name }) => name.text), 'fresh'],
      );
      assert.deepEqual(
        codesOf(result).filter((it) => it !== 'unused-variable'),
        codesOf(text),
        path,
      );
      const { span } = after.pipeline.variables.at(-1)?.entry ?? { span: { start: 0, end: 0 } };
      const without = result.slice(0, span.start) + result.slice(span.end);
      assert.equal(
        without.replace(/\s+(?:variables:\s+)?/g, ' ').trim(),
        text.replace(/\s+(?:variables:\s+)?/g, ' ').trim(),
        path,
      );
    }
  });

  it('guesses its type from where it is used', () => {
    const guess = (parameters: ComponentSpec['parameters']) => {
      const text = createPipelineText({
        kind: 'orchestration',
        components: [{ name: 'A', type: 'x', ...(parameters && { parameters }) }],
      });
      return readPipeline(apply(text, declareVariable(readPipeline(text), 'v'))).pipeline.variables[0]?.type?.text;
    };
    assert.equal(guess({ query: 'SELECT ${v}' }), 'TEXT');
    assert.equal(guess({ limit: '${v}' }), 'NUMBER');
    assert.equal(guess({ query: 'LIMIT ${v * 2}' }), 'NUMBER');
    assert.equal(guess({ query: '${v + "x"}' }), 'TEXT');
    assert.equal(guess({ gridVariable: 'v' }), 'GRID');
  });

  it('is not offered for what is no name, or declared already', () => {
    const text = createPipelineText({
      kind: 'orchestration',
      components: [],
      variables: [{ name: 'a', scope: 'COPIED' }],
    });
    assert.equal(declareVariable(readPipeline(text), 'a'), undefined);
    assert.equal(declareVariable(readPipeline(text), 'a b'), undefined);
  });
});
