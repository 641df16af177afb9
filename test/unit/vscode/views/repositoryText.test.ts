import assert from 'node:assert/strict';
import { toMarkTexts } from '../../../../src/vscode/views/repositoryText';

describe('The row of a repository', () => {
  it('says what of it is on this computer', () => {
    assert.deepEqual(toMarkTexts({ isCloned: false, offlineBranches: [] }), []);
    assert.deepEqual(toMarkTexts({ isCloned: true, offlineBranches: ['main', 'feature/X'] }), [
      'cloned',
      'offline: main, feature/X',
    ]);
  });
});
