import assert from 'node:assert/strict';
import { compareBranches, openPullRequest, reviewBranch } from '../../../../src/vscode/history/reviewBranch';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashNumber, modified } from '../../repositories/history/fakeHistory';
import { added, createHistoryWorld, leaveNoEditor, onFeature, onMain, toSides } from './historyWorld';

const shortHash = '0000000';

describe('Comparing branches', () => {
  const editor = useFakeEditor();
  leaveNoEditor();
  const createHarness = () => createHistoryWorld(editor.current());
  const lastCommand = () => editor.current().executed.at(-1);
  const texts = () => editor.current().messages.map(({ text }) => text);

  describe('Reviewing a branch', () => {
    /** What was listed last. */
    const readBegun = ({ begun }: ReturnType<typeof createHarness>) =>
      begun.at(-1) ?? assert.fail('Nothing was listed.');

    it('lists everything since it parted from the default branch, in four requests, and leads to a pull request', async () => {
      const world = createHarness();
      const { history, remote, run, window } = world;
      history.changes = [modified('a.sql'), added('b.sql')];
      history.mergeBase = hashNumber(1);
      window.activate(onFeature, 'a.sql');
      await run(reviewBranch);
      const { title, subject, note, files, openPullRequest: propose } = readBegun(world);
      assert.deepEqual(
        [title, subject, note, files.map(toSides)],
        [
          'Review: feature/X against main',
          'feature/X against main',
          `2 changed files since ${shortHash} of main.`,
          ['1:a.sql → 2:a.sql', '– → 2:b.sql'],
        ],
      );
      assert.deepEqual(
        [...remote.requests, ...history.requests],
        ['repository', 'branches feature/X main', 'base 2 3', 'changes 1..2'],
      );
      await propose();
      const page = 'https://bitbucket.example/acme/sales-analytics/pull-requests/new?source=feature%2FX&dest=main';
      assert.deepEqual(lastCommand(), ['vscode.open', page]);
    });

    it('lists more files than the editor shows together', async () => {
      const world = createHarness();
      world.history.changes = Array.from({ length: 350 }, (_, index) => modified(`f${index}`));
      world.history.mergeBase = hashNumber(1);
      world.window.activate(onFeature);
      await world.run(reviewBranch);
      assert.equal(readBegun(world).files.length, 350);
    });

    it('says how many files have names that no address can hold', async () => {
      const world = createHarness();
      world.history.changes = [modified('a.sql'), modified('a/../b.sql')];
      world.history.mergeBase = hashNumber(1);
      world.window.activate(onFeature);
      await world.run(reviewBranch);
      assert.match(readBegun(world).note, /1 of them have names that no address can hold\.$/);
    });

    it('mentions drafts that are not among it, and offers another branch where there is nothing', async () => {
      const { history, run, window, draft, begun } = createHarness();
      history.mergeBase = hashNumber(2);
      await draft('feature/X', 'a.sql', 'mine');
      window.activate(onFeature, 'a.sql');
      await run(reviewBranch);
      assert.deepEqual(editor.current().messages, [
        {
          severity: 'information',
          text: 'feature/X has nothing that main lacks. Drafts that are not committed are not among them (1).',
          buttons: ['Against another branch…'],
        },
      ]);
      assert.deepEqual(begun, []);
    });

    it('looks again where both branches are now', async () => {
      const world = createHarness();
      const { history, remote, run, window } = world;
      history.changes = [modified('a.sql')];
      history.mergeBase = hashNumber(1);
      window.activate(onFeature);
      await run(reviewBranch);
      remote.commit('feature/X', hashNumber(4), { 'a.sql': 'newer' });
      await readBegun(world).again();
      assert.deepEqual(readBegun(world).files.map(toSides), ['1:a.sql → 4:a.sql']);
    });

    it('asks what the default branch is to be compared with', async () => {
      const world = createHarness();
      const { history, run, window } = world;
      history.changes = [modified('a.sql')];
      history.mergeBase = hashNumber(2);
      window.activate(onMain);
      const reviewing = run(reviewBranch);
      await settleDown();
      await settleDown();
      await editor.current().pickers[0]?.choose('feature/X');
      await reviewing;
      assert.equal(readBegun(world).title, 'Review: main against feature/X');
    });

    it('says so where two branches have nothing in common', async () => {
      const { run, window } = createHarness();
      window.activate(onFeature);
      await run(reviewBranch);
      assert.match(texts()[0] ?? '', /no commit in common/);
    });

    it('says so where the branch is gone, and does not call the repository lost', async () => {
      const { run, window, remote } = createHarness();
      window.activate(onFeature);
      remote.branches.delete('feature/X');
      await run(reviewBranch);
      assert.match(texts()[0] ?? '', /^There is no branch feature\/X in acme\/sales-analytics any more\./);
    });

    it('offers to open a repository where none is', async () => {
      const { run } = createHarness();
      await run(reviewBranch);
      assert.match(texts()[0] ?? '', /Open a file or folder/);
    });
  });

  it('compares two branches as they are', async () => {
    const { history, run, window, begun } = createHarness();
    history.changes = [modified('a.sql')];
    window.activate(onFeature);
    const comparing = run(compareBranches);
    await settleDown();
    await settleDown();
    await editor.current().pickers[0]?.choose('main');
    await comparing;
    assert.deepEqual(
      begun.map(({ title, files }) => [title, files.map(toSides)]),
      [['main ↔ feature/X', ['3:a.sql → 2:a.sql']]],
    );
  });

  it('leads to the page for a pull request of a branch, with a target where one is given', async () => {
    const { run } = createHarness();
    await run(openPullRequest, { location: onFeature, target: 'release/2026' });
    assert.match(String(lastCommand()?.[1]), /\/pull-requests\/new\?source=feature%2FX&dest=release%2F2026$/);
    await run(openPullRequest, { location: onFeature });
    assert.match(String(lastCommand()?.[1]), /\/pull-requests\/new\?source=feature%2FX$/);
  });
});
