import assert from 'node:assert/strict';
import { toTextWithoutLayout } from '../../../../src/pipelines/compare/textWithoutLayout';
import { createCorpus } from '../../../support/pipelineCorpus';

const head = 'type: "transformation"\nversion: "1.0"\npipeline:\n  components:\n';
const design = 'design:\n  components:\n    A:\n      position:\n        x: 1\n        "y": 2\n      tempMetlId: 3\n';

const cases: readonly (readonly [string, string, string])[] = [
  ['the design at the end', head + design, head],
  ['the design at the beginning', design + head, head],
  [
    'the design between others',
    `type: "transformation"\n${design}version: "1.0"\n`,
    'type: "transformation"\nversion: "1.0"\n',
  ],
  ['a bare design', `${head}design:\n`, head],
  ['a design on one line, with a comment', `${head}design: {components: {}} # where\n`, head],
  ['a design without a last line break', (head + design).slice(0, -1), head],
  ['line breaks of Windows', (head + design).replaceAll('\n', '\r\n'), head.replaceAll('\n', '\r\n')],
  ['a byte order mark before the design', `\uFEFF${design}${head}`, `\uFEFF${head}`],
  [
    'an id inside a component',
    `${head}    A:\n      tempMetlId: 3\n      type: "x"\n`,
    `${head}    A:\n      type: "x"\n`,
  ],
  ['a second design', `${design}${head}${design}`, head],
  ['a file in one line', '{type: "transformation", design: {}}\n', '{type: "transformation", design: {}}\n'],
  ['a design that a parameter is called', `${head}    A:\n      design: 1\n`, `${head}    A:\n      design: 1\n`],
  ['comments beside it', `# one\n${head}# two\n${design}# three\n`, `# one\n${head}# two\n# three\n`],
  ['nothing', '', ''],
  ['what is no pipeline', 'design\n', 'design\n'],
];

describe('the text of a pipeline without layout', () => {
  for (const [what, text, expected] of cases) {
    it(`leaves out whole lines of layout and nothing else: ${what}`, () => {
      assert.equal(toTextWithoutLayout(text), expected);
    });
  }

  it('still says all of a pipeline up to its design', () => {
    for (const { text } of createCorpus()) {
      assert.equal(toTextWithoutLayout(text), text.slice(0, text.indexOf('design:\n')));
    }
  });
});
