import assert from 'node:assert/strict';
import type { Branch } from '../../../../src/bitbucket/model';
import { pickBranch } from '../../../../src/vscode/pickers/branchPicker';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { commitDate, hashOf, sales } from '../../../support/fakeRemote';

describe('pickBranch', () => {
  const editor = useFakeEditor();
  const pageLength = 3;

  /** A repository with these branches, three to a page. */
  function createHarness(names: readonly string[]) {
    const clock = new FakeClock();
    const requests: string[] = [];
    const all = names.map((name): Branch => ({ name, commit: hashOf('a'), date: commitDate }));
    const picking = pickBranch({
      api: {
        listBranches: async function* (_repository, { nameContains = '' } = {}) {
          const found = all.filter(({ name }) => name.includes(nameContains));
          for (let start = 0; start < found.length; start += pageLength) {
            requests.push(nameContains);
            await clock.sleep(100);
            yield { values: found.slice(start, start + pageLength), size: found.length };
          }
        },
      },
      repository: sales,
      current: 'main',
      clock,
      language: 'en',
    });
    const picker = editor.current().pickers[0] ?? assert.fail('no list');
    const pass = async (ms: number) => {
      await clock.runUntilSettled(clock.sleep(ms));
      await settleDown();
    };
    return { picking, picker, requests, pass };
  }

  describe('Choosing a branch', () => {
    it('costs one request where all branches fit into a page', async () => {
      const { picking, picker, requests, pass } = createHarness(['main', 'feature/X', 'fix']);
      await pass(200);
      const all = picker.labels;
      await picker.type('FEAT');
      await pass(1000);
      assert.deepEqual([all, picker.labels, requests], [['main', 'feature/X', 'fix'], ['feature/X'], ['']]);
      await picker.choose('feature/X');
      assert.equal(await picking, 'feature/X');
    });

    it('lets Bitbucket search where there are more, and returns to the first page without asking again', async () => {
      const { picker, requests, pass } = createHarness(['main', 'a', 'b', 'c-late', 'd']);
      await pass(200);
      await picker.type('late');
      await pass(1000);
      const found = picker.labels;
      await picker.type('');
      await pass(1000);
      assert.deepEqual([found, picker.labels, requests], [['c-late'], ['main', 'a', 'b'], ['', 'late']]);
    });
  });
});
