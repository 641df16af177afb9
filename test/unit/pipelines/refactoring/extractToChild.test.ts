import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { applyEdits } from '../../../../src/pipelines/applyFixes';
import { checkExtraction } from '../../../../src/pipelines/refactoring/checkExtraction';
import { extractToChild } from '../../../../src/pipelines/refactoring/extractToChild';
import { toPipelineFileName } from '../../../../src/pipelines/refactoring/toPipelineFileName';
import { createPipelineText, type ComponentSpec } from '../../../support/pipelineText';
import { apply, codesOf, find, sourceOf, writtenCorpus } from '../../../support/refactoring';
import { chain, check, extract, failing, step } from './extraction';

describe('extracting a child pipeline', () => {
  it('runs the child in the place of the components, with the variables they use', () => {
    const { parent, child } = extract(chain, ['A', 'B']);
    assert.deepEqual(codesOf(parent), []);
    assert.deepEqual(codesOf(child), []);
    assert.ok(
      parent.includes(`    A:
      type: "run-orchestration"
      transitions:
        success:
        - "C"
      parameters:
        componentName: "A"
        orchestrationJob: "folder/Child.orch.yaml"
        setScalarVariables:
        - - "day"
          - "\${day}"
        setGridVariables:
    C:
`),
      parent,
    );
    const { pipeline } = readPipeline(child);
    assert.deepEqual([...pipeline.componentsByName.keys()], ['Start', 'A', 'B']);
    assert.deepEqual(pipeline.componentsByName.get('B')?.transitions, []);
    assert.equal(pipeline.variables[0]?.visibility?.text, 'PUBLIC');
    assert.deepEqual([...readPipeline(parent).pipeline.design.componentsByName.keys()], ['Start', 'A', 'C', 'Done']);
  });

  it('leads on after a failure where each of the components does', () => {
    const { document, parent, child } = extract(failing, ['A', 'B']);
    assert.deepEqual([codesOf(parent), codesOf(child)], [[], []]);
    const runner = find(readPipeline(parent), 'A');
    assert.deepEqual(
      runner.transitions.map(({ kind, target }) => [kind, target.text]),
      [
        ['success', 'C'],
        ['failure', 'Failed'],
      ],
    );
    const { pipeline } = readPipeline(child);
    assert.deepEqual(
      pipeline.components.map(({ name, transitions }) => [name.text, transitions.map(({ target }) => target.text)]),
      [
        ['Start', ['A']],
        ['A', ['B']],
        ['B', []],
      ],
    );
    const lines = sourceOf(document, find(document, 'A'));
    const lead = '        failure:\n        - "Failed"\n';
    assert.ok(lines.includes(lead));
    assert.ok(child.includes(lines.replace(lead, '')));
  });

  it('leads on after a failure where nothing follows otherwise', () => {
    const components = failing.map((it) => (it.name === 'B' ? { ...it, transitions: { failure: ['Failed'] } } : it));
    const { parent } = extract(components, ['A', 'B']);
    assert.match(parent, /"run-orchestration"\n {6}transitions:\n {8}failure:\n {8}- "Failed"\n {6}parameters:/);
  });

  it('hands grids on with their columns', () => {
    const text = createPipelineText({
      kind: 'orchestration',
      components: [chain[0] ?? step('', []), step('A', [], { parameters: { gridVariable: 'rows' } })],
      variables: [{ name: 'rows', scope: 'COPIED' }],
    })
      .replace('        type: "TEXT"', '        type: "GRID"')
      .replace(
        '        visibility: "PRIVATE"\n      defaultValue: ""',
        '        visibility: "PRIVATE"\n        columns:\n          a:\n            columnType: "TEXT"\n      defaultValue: []',
      );
    const document = readPipeline(text);
    const plan = checkExtraction(document, [find(document, 'A')]);
    assert.equal(plan.kind, 'possible');
    const child = extractToChild(document, plan, 'Child');
    assert.ok(child);
    const parent = apply(text, child.edits);
    assert.deepEqual(codesOf(parent), []);
    assert.match(
      parent,
      /setGridVariables:\n {8}- variable: "rows"\n {10}status: "grid"\n {10}gridValues:\n {12}fromGrid:\n {14}variable: "rows"\n {14}columns:\n {14}- "a"\n/,
    );
  });

  it('is not possible where braces hold what would have to be taken out', () => {
    const variables = [{ name: 'day', scope: 'SHARED' }];
    const text = createPipelineText({ kind: 'orchestration', components: failing, variables });
    const places = failing.map(({ name }) => `    ${name}: { position: { x: 0, y: 0 } }`).join(',\n');
    const sources = [
      text,
      text.replace(
        /success:\n +- "B"\n +failure:\n +- "Failed"/,
        '{ success: ["B"],\n                 failure: ["Failed"] }',
      ),
      text.replace(/(\ndesign:\n {2}components:)\n[^]*/, `$1 {\n${places} }\n`),
    ];
    const children = sources.map((source) => {
      const document = readPipeline(source);
      assert.deepEqual(codesOf(source), []);
      const plan = checkExtraction(
        document,
        ['A', 'B'].map((name) => find(document, name)),
      );
      assert.equal(plan.kind, 'possible');
      return extractToChild(document, plan, 'Child');
    });
    assert.deepEqual(
      children.map((it) => it !== undefined),
      [true, false, false],
    );
  });

  it('takes an iterator along with what it runs', () => {
    const components: readonly ComponentSpec[] = [
      chain[0] ?? step('', []),
      { name: 'A', type: 'fixed-iterator', iterationTarget: 'Each', transitions: { success: ['Done'] } },
      { name: 'Each', type: 'sql-script' },
      { name: 'Done', type: 'end-success' },
    ];
    const { parent, child } = extract(components, ['A', 'Each']);
    assert.deepEqual([codesOf(parent), codesOf(child)], [['unused-variable'], []]);
    assert.deepEqual(check(components, ['A']).plan, { kind: 'refused', reason: 'iterator', name: 'A' });
  });

  it('may be what an iterator runs', () => {
    const components: readonly ComponentSpec[] = [
      chain[0] ?? step('', []),
      { name: 'A', type: 'fixed-iterator', iterationTarget: 'Each' },
      { name: 'Each', type: 'sql-script' },
    ];
    const { parent } = extract(components, ['Each']);
    const after = readPipeline(parent);
    assert.equal(find(after, find(after, 'A').iterationTarget?.text ?? '').type?.text, 'run-orchestration');
  });

  it('loses nothing and makes no problem, whatever is selected in the corpus', () => {
    const orchestrations = writtenCorpus.filter(({ path }) => path.includes('.orch.'));
    let extracted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...orchestrations), fc.array(fc.nat(10), { maxLength: 5 }), ({ text }, picks) => {
        const document = readPipeline(text);
        const { components } = document.pipeline;
        const selected = [...new Set(picks.flatMap((it) => components[it] ?? []))];
        const plan = checkExtraction(document, selected);
        if (plan.kind === 'refused') return;
        const child = extractToChild(document, plan, 'children/load');
        assert.ok(child);
        extracted++;
        const parent = applyEdits(text, child.edits);
        const [before, after] = [codesOf(text), [...codesOf(parent), ...codesOf(child.childText)]];
        assert.deepEqual(
          after.filter((it) => it !== 'unused-variable' && !before.includes(it)),
          [],
        );
        const [inParent, inChild] = [readPipeline(parent), readPipeline(child.childText)];
        const leadsOnFailing = plan.exit?.ways.some(([kind]) => kind === 'failure') === true;
        for (const it of components) {
          const moved = selected.includes(it);
          const found = find(moved ? inChild : inParent, it.name.text);
          if (plan.exit?.from === it) continue;
          const source = sourceOf(document, it);
          const wanted: string = moved && leadsOnFailing ? withoutFailure(source) : source;
          assert.equal(sourceOf(moved ? inChild : inParent, found), wanted);
        }
        assert.equal(parent.slice(0, text.indexOf('  components:')), text.slice(0, text.indexOf('  components:')));
        assert.equal(child.childText.replaceAll('\r\n', '').includes('\n'), !text.includes('\r\n'));
      }),
      { numRuns: 600 },
    );
    assert.ok(extracted > 80, String(extracted));
  });

  it('gets a file name that Maia allows', () => {
    assert.equal(toPipelineFileName('Load: a/b & “Straße”  é'), 'Load a b Stra e e');
    assert.equal(toPipelineFileName('???'), 'Child pipeline');
  });
});

function withoutFailure(source: string): string {
  return source.replace(/^ {8}failure:\r?\n(?: {8}- .*\r?\n)+/m, '');
}
