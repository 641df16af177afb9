import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completeProjectFile } from '../../../src/projects/completeProjectFile';
import { readProjectFile } from '../../../src/projects/readProjectFile';

/** The place is where `¦` stands. */
function complete(marked: string) {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  return completeProjectFile(text, offset).map((completion) => ({
    ...completion,
    result: text.slice(0, completion.startOffset) + completion.insertText + text.slice(completion.endOffset),
  }));
}

const cases: readonly (readonly [marked: string, labels: readonly string[]])[] = [
  ['¦', ['version', 'name', 'description', 'dataPlatform', 'branch', 'maia']],
  ['version: "1.0"\nna¦', ['name', 'description', 'dataPlatform', 'branch', 'maia']],
  ['version: "1.0"\nname: x\nmaia: { region: eu1 }\n¦\nbranch: x', ['description', 'dataPlatform']],
  ['dataPlatform: ¦', ['snowflake', 'databricks', 'redshift']],
  ['dataPlatform: "snow¦"', ['snowflake', 'databricks', 'redshift']],
  ['version: ¦', ['1.0']],
  ['branch: m¦', ['main']],
  ['maia: { ¦', ['region', 'projectId']],
  ['maia: { region: "eu1", ¦ }', ['projectId']],
  ['maia: { region: ¦', ['eu1', 'us1']],
  ['maia:\n  ¦', ['region', 'projectId']],
  ['maia: # linked\n  projectId: x\n  # why\n  region: "¦"', ['eu1', 'us1']],
  ['maia: { projectId: ¦', []],
  ['name: ¦', []],
  ['name: S¦', []],
  ['# da¦', []],
  ['other:\n  ¦', ['version', 'name', 'description', 'dataPlatform', 'branch', 'maia']],
  ['constructor: ¦', []],
];

describe('completion in the project file', () => {
  for (const [marked, labels] of cases) {
    it(`offers ${labels.length} at ${JSON.stringify(marked)}`, () => {
      assert.deepEqual(
        complete(marked).map(({ label }) => label),
        labels,
      );
    });
  }

  it('replaces the word and the quotes that are there', () => {
    assert.equal(complete('dataPlatform: "snow¦flake" # x')[1]?.result, 'dataPlatform: "databricks" # x');
    assert.equal(complete('data¦Plat: x')[3]?.result, 'dataPlatform: x');
    assert.equal(complete('na¦')[1]?.result, 'name: ');
  });

  it('names the sentence that explains a key or a value', () => {
    assert.deepEqual(
      complete('maia: { ¦').map(({ detailCode }) => detailCode),
      ['maia.region', 'maia.projectId'],
    );
    assert.equal(complete('dataPlatform: ¦')[0]?.detailCode, 'dataPlatform.snowflake');
  });

  it('offers only values that are valid', () => {
    for (const [line, rest] of [
      ['version: ¦', 'name: x\n'],
      ['dataPlatform: ¦', 'version: "1.0"\nname: x\n'],
      ['branch: ¦', 'version: "1.0"\nname: x\n'],
      ['maia: { projectId: p, region: ¦ }', 'version: "1.0"\nname: x\n'],
    ] as const) {
      for (const { result } of complete(rest + line)) assert.equal(readProjectFile(result).kind, 'project');
    }
  });

  it('never throws and stays within the text', () => {
    const texts = fc.array(fc.constantFrom('maia', ': ', '{', '}', ',', '\n', '  ', '#', '"', 'name', 'x', '\r'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(texts, fc.integer({ min: -5, max: 200 }), (parts, offset) => {
        const text = parts.join('');
        for (const { startOffset, endOffset } of completeProjectFile(text, offset)) {
          assert.ok(0 <= startOffset && startOffset <= endOffset && endOffset <= text.length);
        }
      }),
    );
  });
});
