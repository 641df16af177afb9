import assert from 'node:assert/strict';
import {
  findPipelineNameProblem,
  readPipelineFileName,
  readTypedName,
  toPipelineFileName,
} from '../../../src/repositories/pipelineNames';

describe('the name of a pipeline', () => {
  for (const name of ['Load Sales', 'a', 'load_sales-2 (old)', '2026', 'CON 1', '(x)', 'Load - fast']) {
    it(`may be “${name}”`, () => {
      assert.equal(findPipelineNameProblem(name, ['Other.orch.yaml']), undefined);
    });
  }

  const refused: readonly [string, string][] = [
    ['', 'empty'],
    ['   ', 'empty'],
    [' Load', 'edgeSpace'],
    ['Load ', 'edgeSpace'],
    ['Load  Sales', 'doubleSpace'],
    ['Load/Sales', 'character'],
    ['Load.Sales', 'character'],
    ['Load\tSales', 'character'],
    ['Umsätze', 'character'],
    ['Load 🚀', 'character'],
    ['..', 'character'],
    ['nul', 'reserved'],
    ['COM1', 'reserved'],
    ['a'.repeat(241), 'tooLong'],
  ];
  for (const [name, problem] of refused) {
    it(`may not be “${name.slice(0, 20)}”: ${problem}`, () => {
      assert.equal(findPipelineNameProblem(name, [])?.kind, problem);
    });
  }

  it('names the character it may not hold, whole', () => {
    assert.deepEqual(findPipelineNameProblem('Load 🚀', []), { kind: 'character', character: '🚀' });
  });

  it('is there once in a folder, whatever its kind and case', () => {
    const fileNames = ['README.md', 'load sales.tran.yaml', 'Load.sql'];
    assert.deepEqual(findPipelineNameProblem('Load Sales', fileNames), { kind: 'taken', by: 'load sales.tran.yaml' });
    assert.equal(findPipelineNameProblem('Load', fileNames), undefined);
  });

  it('is its file’s name without the ending', () => {
    for (const kind of ['orchestration', 'transformation'] as const) {
      assert.deepEqual(readPipelineFileName(toPipelineFileName('Load Sales', kind)), { name: 'Load Sales', kind });
    }
    assert.equal(readPipelineFileName('README.md'), undefined);
    assert.equal(readPipelineFileName('.orch.yaml'), undefined);
  });

  it('need not be typed with the ending, but may be', () => {
    assert.equal(readTypedName('Load', 'orchestration'), 'Load');
    assert.equal(readTypedName('Load.orch.yaml', 'orchestration'), 'Load');
    assert.equal(readTypedName('Load.tran.yaml', 'orchestration'), 'Load.tran.yaml');
  });
});
