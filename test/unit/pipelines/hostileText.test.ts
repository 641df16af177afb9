import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findProblems } from '../../../src/pipelines/findProblems';
import { toProblemMessage } from '../../../src/pipelines/problemMessage';
import { readQualityRules } from '../../../src/pipelines/quality/readQualityRules';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { mostCharacters } from '../../../src/pipelines/readYaml';
import { findVariableUses } from '../../../src/pipelines/variableUses';
import { walkScalars } from '../../../src/pipelines/yamlValue';
import { findSymbolUses } from '../../../src/pipelines/symbols/findSymbolUses';
import { checkText } from '../../support/checkText';
import { createCorpus } from '../../support/pipelineCorpus';
import { createPipelineText } from '../../support/pipelineText';

/** A node, or a line that is looked at again where a text is broken, costs a few visits, never more. */
const visitsPerCharacter = 8;

function check(text: string): void {
  const document = readPipeline(text, 'orchestration');
  assert.ok(document.visited <= 50 + text.length * visitsPerCharacter, `${document.visited} for ${text.length}`);
  for (const problem of findProblems(document, { path: 'a.orch.yaml' })) {
    const { start, end } = problem.span;
    assert.ok(start >= 0 && start <= end && end <= text.length, `${problem.code} at ${start}-${end} of ${text.length}`);
    assert.notEqual(toProblemMessage(problem), '');
  }
  readQualityRules(text);
}

const corpus = createCorpus()
  .slice(0, 20)
  .map(({ text }) => text);

describe('any text', () => {
  it('is read without a throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), check), { numRuns: 1000 });
  });

  it('is read without a throw, made of what YAML is made of', () => {
    const pieces = [
      '- ',
      ': ',
      '\n',
      '  ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '|',
      '>',
      '#',
      '?',
      '!t ',
      '\t',
      '---\n',
      'a',
      'type',
      'pipeline:\n',
      'components:\n',
      '<<<<<<< \n',
      '=======\n',
      '\r\n',
      '\u{FEFF}',
      '<<: ',
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 120 }).map((it) => it.join(''));
    fc.assert(fc.property(texts, check), { numRuns: 2000, examples: [['- "pipeline:\n  pipeline:\n']] });
  });

  it('is read without a throw while somebody edits a pipeline', () => {
    const edits = fc.record({
      text: fc.constantFrom(...corpus),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(60),
      put: fc.string({ maxLength: 10 }),
    });
    fc.assert(
      fc.property(edits, ({ text, at, cut, put }) => {
        const from = Math.floor(at * text.length);
        check(text.slice(0, from) + put + text.slice(from + cut));
      }),
      { numRuns: 500 },
    );
  });

  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, it) => line(it)).join('\n');
  const hostile: readonly { title: string; text: (size: number) => string }[] = [
    { title: 'brackets', text: (size) => '['.repeat(size) },
    { title: 'dashes', text: (size) => '- '.repeat(size) },
    { title: 'question marks', text: (size) => '? '.repeat(size) },
    { title: 'quotes', text: (size) => '"'.repeat(size) },
    { title: 'open quotes', text: (size) => many(size, (it) => `k${it}: "x`) },
    { title: 'open brackets', text: (size) => many(size, (it) => `k${it}: [x`) },
    { title: 'tabs', text: (size) => '\ta:\n'.repeat(size) },
    { title: 'conflict markers', text: (size) => '<<<<<<< a\n'.repeat(size) },
    { title: 'equal keys', text: (size) => 'a: 1\n'.repeat(size) },
    { title: 'a staircase', text: (size) => many(size / 20, (it) => `${' '.repeat(it)}a:`) },
    {
      title: 'dangling names',
      text: (size) =>
        `pipeline:\n  components:\n${many(size / 10, (it) => `    c${it}:\n      transitions:\n        success:\n        - "d${it}"`)}`,
    },
    {
      title: 'one ring of components',
      text: (size) =>
        `pipeline:\n  components:\n${many(size / 10, (it) => `    c${it}:\n      transitions:\n        success:\n        - "c${(it + 1) % (size / 10)}"`)}`,
    },
  ];
  for (const { title, text } of hostile) {
    it(`costs work in proportion to its length: ${title}`, () => {
      for (const size of [500, 1000, 4000]) check(text(size));
    });
  }

  const queries: readonly { title: string; piece: string; last?: string; uses: number }[] = [
    { title: 'names', piece: '$T{}', uses: 200_000 },
    { title: 'what is never closed', piece: '$T{', uses: 0 },
    { title: 'what is closed once', piece: '$T{', last: 'a}', uses: 1 },
    { title: 'braces before a name', piece: '}', last: '$T{a}', uses: 1 },
  ];
  for (const { title, piece, last = '', uses } of queries) {
    it(`is searched for components at the largest size that is read: a query of ${title}`, () => {
      const names = ['SQL', `}${'$T{}'.repeat(20)}`, `$T{${'}'.repeat(80)}`];
      const spec = { type: 'sql', parameters: { query: 'QUERY' } };
      const text = createPipelineText({ kind: 'transformation', components: names.map((name) => ({ name, ...spec })) });
      const count = Math.floor((mostCharacters - text.length - last.length) / piece.length);
      const document = readPipeline(text.replace('QUERY', () => piece.repeat(count) + last));
      assert.equal(document.refusal, undefined);
      const found = findSymbolUses(document).filter(({ isWhole }) => !isWhole);
      assert.ok(found.length >= uses && found.length <= Math.max(uses, count), `${found.length} of ${count}`);
    });
  }

  it('is searched for variables at the largest size that is read: behind quotes that are never closed', () => {
    const before = `type: transformation\npipeline:\n  components:\n    SQL:\n      type: sql\n      parameters:\n        query: '\${b + `;
    const after = "\\}'\n";
    const text = before + '\\"'.repeat((mostCharacters - before.length - after.length) / 2) + after;
    const document = readPipeline(text);
    assert.equal(document.refusal, undefined);
    const scalars = document.pipeline.components.flatMap(({ entry }) => [...walkScalars(entry.value)]);
    const found = scalars.flatMap((scalar) => findVariableUses(text, scalar));
    assert.deepEqual(
      found.map(({ name }) => name),
      ['b'],
    );
  });

  it('is searched for what dangling names may mean, at the largest size that is read', () => {
    const long = (end: string) => 'x'.repeat(190) + end;
    const names = Array.from({ length: 200 }, (_, index) => long(`${index}`));
    const targets = (count: number) => Array.from({ length: count }, (_, index) => long(`y${index}`));
    const toText = (count: number) =>
      createPipelineText({
        kind: 'orchestration',
        components: [
          { name: 'Start', type: 'start', transitions: { unconditional: ['Near', ...targets(count)] } },
          { name: 'Neat', type: 'and' },
          ...names.map((name) => ({ name, type: 'and' })),
        ],
      });
    const text = toText(3800);
    assert.ok(text.length > mostCharacters * 0.9 && text.length <= mostCharacters, `${text.length}`);
    const dangling = checkText('a.orch.yaml', text).filter(({ code }) => code === 'unknown-transition-target');
    assert.equal(dangling.length, 3801);
    assert.deepEqual(dangling[0]?.facts, { name: 'Near', from: 'Start', suggestion: 'Neat' });
  });

  it('says nothing of files that are no concern of ours', () => {
    assert.deepEqual(checkText('README.md', 'type: ['), []);
  });
});
