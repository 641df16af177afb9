import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { findEnclosing } from '../../../src/pipelines/structure/findEnclosing';
import { findFolds } from '../../../src/pipelines/structure/findFolds';
import { createOutline } from '../../../src/pipelines/structure/outline';
import { createCorpus } from '../../support/pipelineCorpus';
import { createPipelineText } from '../../support/pipelineText';

const text = createPipelineText({
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['Load all'] } },
    {
      name: 'Load all',
      type: 'sql-executor',
      parameters: { sqlScript: 'SELECT 1\nFROM t', scriptLocation: 'Component' },
    },
  ],
  variables: [{ name: 'day', scope: 'SHARED' }],
}).replace('design:\n', 'design:\n  notes:\n    n1:\n      content: |\n        # Why\n        Because\n');
const document = readPipeline(text);

describe('the outline of a pipeline', () => {
  it('has components with their parameters, variables and notes', () => {
    assert.deepEqual(
      createOutline(document).map(({ kind, name, detail, children }) => [kind, name, detail, children.length]),
      [
        ['component', 'Start', 'start', 0],
        ['component', 'Load all', 'sql-executor', 2],
        ['variable', 'day', 'TEXT', 0],
        ['note', '# Why', '', 0],
      ],
    );
    assert.deepEqual(
      createOutline(document)[1]?.children.map(({ name, detail }) => [name, detail]),
      [
        ['sqlScript', 'SELECT 1'],
        ['scriptLocation', 'Component'],
      ],
    );
  });

  it('has every name inside of its part', () => {
    for (const corpus of createCorpus()) {
      for (const item of createOutline(readPipeline(corpus.text))) {
        for (const { span, nameSpan } of [item, ...item.children]) {
          assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end);
        }
      }
    }
  });

  it('survives a file that is being typed', () => {
    const names = createOutline(readPipeline(text.replace('type: "start"', 'type: "start'))).map(({ name }) => name);
    assert.deepEqual(names, ['Start', 'Load all', 'day', '# Why']);
  });
});

describe('folds', () => {
  it('begin at keys and end with the last line of their values', () => {
    const folded = findFolds(readPipeline(`# one\n# two\n${text}`)).map(({ kind, span }) => {
      const lines = `# one\n# two\n${text}`.slice(span.start, span.end).split('\n');
      return [kind, lines[0]?.trim(), lines.at(-1)?.trim()];
    });
    assert.deepEqual(
      folded.find(([, first]) => first === 'Load all:'),
      ['part', 'Load all:', 'scriptLocation: "Component"'],
    );
    assert.deepEqual(
      folded.find(([, first]) => first === 'sqlScript: |-'),
      ['part', 'sqlScript: |-', 'FROM t'],
    );
    assert.deepEqual(
      folded.find(([kind]) => kind === 'comment'),
      ['comment', '# one', '# two'],
    );
    assert.equal(
      folded.some(([, first]) => first === 'componentName: "Start"'),
      false,
    );
  });
});

describe('a selection that grows', () => {
  it('goes from the name to the value, the entry, the component and the file', () => {
    const grown = findEnclosing(document, text.indexOf('"Load all"') + 3).map(({ start, end }) =>
      text.slice(start, end),
    );
    assert.deepEqual(grown.slice(0, 4), [
      'Load all',
      '"Load all"',
      '- "Load all"',
      'unconditional:\n        - "Load all"',
    ]);
    assert.ok(grown.some((it) => it.startsWith('Start:') && it.endsWith('componentName: "Start"')));
    assert.equal(grown.at(-1), text);
  });

  it('is the file where nothing begins yet', () => {
    assert.deepEqual(findEnclosing(readPipeline(`\n\n${text}`), 0), [{ start: 0, end: text.length + 2 }]);
  });

  it('only ever grows, anywhere in any text', () => {
    const damaged = fc.tuple(
      fc.constantFrom(...createCorpus()),
      fc.nat(),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.nat(),
    );
    fc.assert(
      fc.property(damaged, ([{ text: whole }, at, put, place]) => {
        const cut = at % whole.length;
        const broken = whole.slice(0, cut) + put + whole.slice(cut + put.length);
        const offset = place % (broken.length + 1);
        const spans = findEnclosing(readPipeline(broken), offset);
        spans.forEach(({ start, end }, index) => {
          const outer = spans[index + 1] ?? { start: -1, end: broken.length + 1 };
          assert.ok(start >= outer.start && end <= outer.end && end - start < outer.end - outer.start);
          assert.ok(start <= offset && offset <= end);
        });
      }),
      { numRuns: 200 },
    );
  });
});
