import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/pipelines/applyFixes';
import { findComponentNameProblem, findVariableNameProblem } from '../../../src/pipelines/rename/checkNewName';
import { renameComponent, renameVariable } from '../../../src/pipelines/rename/renameSymbol';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { checkText } from '../../support/checkText';
import { corpusFiles, createCorpus } from '../../support/pipelineCorpus';

const corpus = createCorpus();

/** Names that mean something to YAML, to JavaScript, or to a pattern. */
const hostileNames = [
  '__proto__',
  'constructor',
  'a: b',
  'a #b',
  '#a',
  '- a',
  '"quoted"',
  "it's",
  'back\\slash \\n',
  '[list]',
  '{map}, x',
  '*alias',
  '&anchor',
  '!tag',
  '| block',
  '%directive',
  '@at',
  '`tick`',
  'true',
  'y',
  'NO',
  'null',
  '~',
  '2024',
  '1.0',
  '2024-01-01',
  '12:30',
  '0x1F',
  '? key',
  ': colon',
  'ends with:',
  'a}b ${c} $T{d} $& $1',
  '---',
  '...',
  '<<',
  '=',
  'Umsätze 売上 🚀',
  '\u{FEFF}mark\u{FEFF}',
  'é\u0301',
  'x'.repeat(300),
];

const anyName = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }),
);

function namesOf(text: string): readonly string[] {
  return readPipeline(text).pipeline.components.map(({ name }) => name.text);
}

function codesOf(path: string, text: string): readonly string[] {
  return checkText(path, text, corpusFiles).map(({ code }) => code);
}

function rename(text: string, name: string, newName: string): string {
  return applyEdits(text, renameComponent(readPipeline(text), name, newName));
}

function checkThereAndBack(path: string, text: string, name: string, newName: string): void {
  const renamed = rename(text, name, newName);
  assert.deepEqual(
    namesOf(renamed),
    namesOf(text).map((it) => (it === name ? newName : it)),
  );
  assert.deepEqual(codesOf(path, renamed), codesOf(path, text), renamed);
  assert.equal(rename(renamed, newName, name), text);
}

describe('renaming a component', () => {
  it('there and back restores every byte, whatever the name, and adds no problem', () => {
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.nat(), anyName, ({ path, text }, index, newName) => {
        const names = namesOf(text);
        const name = names[index % names.length] ?? '';
        fc.pre(findComponentNameProblem(readPipeline(text), name, newName) === undefined);
        checkThereAndBack(path, text, name, newName);
      }),
      { numRuns: 200 },
    );
  });

  for (const [title, change] of [
    ['the line breaks of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\u{FEFF}${text}`],
    ['single quotes', (text: string) => text.replace(/"([^"'\\\n]*)"/g, "'$1'")],
    [
      'no quotes',
      (text: string) =>
        text.replace(
          /(?<=(?:componentName|iterationTarget|mainTable|masterTable): |- )"([A-Za-z]\w*(?: \w+)*)"$/gm,
          '$1',
        ),
    ],
    ['no line break at the end', (text: string) => text.trimEnd()],
    ['comments', (text: string) => text.replace(/$/gm, ' # said')],
  ] as const) {
    const newName = title === 'no quotes' ? "it's [new], {here}" : 'A: new "name" #1';
    it(`there and back restores every byte of a file with ${title}`, () => {
      for (const { path, text } of corpus.filter((_, index) => index % 6 === 0)) {
        const changed = change(text);
        for (const name of namesOf(changed)) checkThereAndBack(path, changed, name, newName);
      }
    });
  }

  it('reaches every component of every file of the corpus', () => {
    for (const { path, text } of corpus) {
      for (const name of namesOf(text)) checkThereAndBack(path, text, name, `${name} again`);
    }
  });
});

describe('renaming a variable', () => {
  it('there and back restores every byte, and adds no problem', () => {
    const anyVariable = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/);
    fc.assert(
      fc.property(fc.constantFrom(...corpus), anyVariable, ({ path, text }, newName) => {
        const document = readPipeline(text);
        const [variable] = document.pipeline.variables;
        if (variable === undefined) return;
        const name = variable.name.text;
        // What mentions the new name already would be taken for a use on the way back.
        fc.pre(!new RegExp(`\\b${newName}\\b`).test(text));
        assert.equal(findVariableNameProblem(document, name, newName), undefined);
        const renamed = applyEdits(text, renameVariable(document, name, newName));
        assert.doesNotMatch(renamed, /\$\{day\}/);
        assert.deepEqual(codesOf(path, renamed), codesOf(path, text), renamed);
        assert.equal(applyEdits(renamed, renameVariable(readPipeline(renamed), newName, name)), text);
      }),
      { numRuns: 200 },
    );
  });
});
