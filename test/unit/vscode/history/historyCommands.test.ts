import assert from 'node:assert/strict';
import type { Commit } from '../../../../src/bitbucket/model';
import type { HistoryEntry } from '../../../../src/repositories/history/historySubject';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { copyCommitHash, openCommit, openCommitOnBitbucket } from '../../../../src/vscode/history/commitCommands';
import type { CommitNode } from '../../../../src/vscode/history/historyNode';
import { restoreVersion } from '../../../../src/vscode/history/restoreVersion';
import { revertCommitToDrafts } from '../../../../src/vscode/history/revertCommitToDrafts';
import {
  compareVersions,
  compareVersionWithFile,
  compareVersionWithPrevious,
  openVersion,
} from '../../../../src/vscode/history/versionCommands';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { createCommit, hashNumber, modified } from '../../repositories/history/fakeHistory';
import { added, createHistoryWorld, leaveNoEditor, onMain, readOpenedChanges } from './historyWorld';

const shortHash = '0000000';

function createRow(commit: Commit, previous?: HistoryEntry, kind: 'repository' | 'file' = 'file'): CommitNode {
  const path = kind === 'file' ? 'a.sql' : '';
  return {
    kind: 'commit',
    id: commit.hash,
    location: { repository: sales, ref: { kind: 'commit', hash: commit.hash } },
    path,
    commit,
    subject: { repository: sales, kind, path },
    shownAt: onMain,
    previous,
  };
}

describe('Commands on histories', () => {
  const editor = useFakeEditor();
  leaveNoEditor();
  const createHarness = () => createHistoryWorld(editor.current());
  const at = (number: number, path: string) =>
    toUri({ repository: sales, ref: { kind: 'commit', hash: hashNumber(number) } }, path).toString();
  const lastCommand = () => editor.current().executed.at(-1);
  const texts = () => editor.current().messages.map(({ text }) => text);

  describe('Opening a commit', () => {
    it('shows all it changed in one editor, new and deleted files with one side', async () => {
      const { history, run } = createHarness();
      history.changes = [
        modified('a.sql'),
        added('b.sql'),
        { kind: 'removed', path: 'c.sql', oldPath: 'c.sql' },
        { kind: 'renamed', path: 'e.sql', oldPath: 'd.sql' },
      ];
      await run(openCommit, createRow(createCommit(3)));
      assert.deepEqual(readOpenedChanges(editor.current()), {
        title: `${shortHash} Change 3`,
        sides: ['2:a.sql → 3:a.sql', '– → 3:b.sql', '2:c.sql → –', '2:d.sql → 3:e.sql'],
      });
      assert.deepEqual(history.requests, ['changes 2..3']);
    });

    it('compares a merge with its first parent', async () => {
      const { history, run } = createHarness();
      history.changes = [modified('a.sql')];
      await run(openCommit, createRow(createCommit(3, { parents: [hashNumber(1), hashNumber(2)] })));
      assert.deepEqual(readOpenedChanges(editor.current()).sides, ['1:a.sql → 3:a.sql']);
    });

    it('shows the first files of a big one, says that there are more, and offers them on Bitbucket', async () => {
      const { history, run } = createHarness();
      history.changes = Array.from({ length: 350 }, (_, index) => modified(`f${index}`));
      editor.current().presses.push('Open on Bitbucket');
      await run(openCommit, createRow(createCommit(3)));
      const { title, sides } = readOpenedChanges(editor.current());
      assert.deepEqual([title, sides.length], [`${shortHash} Change 3 – the first 300 files`, 300]);
      assert.match(String(lastCommand()?.[1]), /commits\/0+3$/);
    });

    it('takes a commit by its hash from elsewhere', async () => {
      const { history, run } = createHarness();
      history.changes = [modified('a.sql')];
      await run(openCommit, { repository: sales, hash: hashNumber(2) });
      assert.deepEqual(readOpenedChanges(editor.current()).sides, ['1:a.sql → 2:a.sql']);
    });

    it('is possible on Bitbucket, too, and by the hash that was copied', async () => {
      const { run } = createHarness();
      await run(openCommitOnBitbucket, createRow(createCommit(3)));
      await run(copyCommitHash, createRow(createCommit(3)));
      const url = `https://bitbucket.example/acme/sales-analytics/commits/${hashNumber(3)}`;
      assert.deepEqual([lastCommand(), editor.current().copied], [['vscode.open', url], [hashNumber(3)]]);
    });
  });

  describe('A version of a file', () => {
    const previous = { commit: createCommit(1), path: 'old.sql' };

    it('is opened for reading', async () => {
      const { run } = createHarness();
      await run(openVersion, createRow(createCommit(3)));
      assert.deepEqual(lastCommand(), ['vscode.open', at(3, 'a.sql')]);
    });

    it('is compared with the version before, under the name the file had then', async () => {
      const { run } = createHarness();
      await run(compareVersionWithPrevious, createRow(createCommit(3), previous));
      assert.deepEqual(lastCommand()?.slice(0, 3), ['vscode.diff', at(1, 'old.sql'), at(3, 'a.sql')]);
    });

    it('is compared with the parent where the version before was not read yet', async () => {
      const { run, history } = createHarness();
      history.changes = [{ kind: 'renamed', path: 'a.sql', oldPath: 'z.sql' }];
      await run(compareVersionWithPrevious, createRow(createCommit(3)));
      assert.deepEqual(lastCommand()?.slice(0, 3), ['vscode.diff', at(2, 'z.sql'), at(3, 'a.sql')]);
    });

    it('is opened by itself where it is the first', async () => {
      const { run, history } = createHarness();
      history.changes = [added('a.sql')];
      await run(compareVersionWithPrevious, createRow(createCommit(3)));
      assert.deepEqual(lastCommand(), ['vscode.open', at(3, 'a.sql')]);
    });

    it('is compared with the file as it is now', async () => {
      const { run } = createHarness();
      await run(compareVersionWithFile, createRow(createCommit(2)));
      assert.deepEqual(lastCommand()?.slice(0, 3), ['vscode.diff', at(2, 'a.sql'), toUri(onMain, 'a.sql').toString()]);
    });

    it('is compared with any other one, the older one on the left', async () => {
      const { run } = createHarness();
      editor.current().choices.push('Change 1');
      await run(compareVersions, createRow(createCommit(3, { date: '2026-11-22T10:00:00Z' })));
      assert.deepEqual(lastCommand()?.slice(0, 3), ['vscode.diff', at(1, 'a.sql'), at(3, 'a.sql')]);
      assert.deepEqual(editor.current().questions[0]?.labels, ['Change 2', 'Change 1']);
    });

    describe('that is restored', () => {
      const readDraft = async ({ services }: ReturnType<typeof createHarness>) => {
        const bytes = await services.workingTree(sales, 'main').drafts.readContent('a.sql');
        return bytes && new TextDecoder().decode(bytes);
      };

      it('becomes a draft', async () => {
        const world = createHarness();
        await world.run(restoreVersion, createRow(createCommit(2)));
        assert.deepEqual([await readDraft(world), texts()], ['on feature', []]);
      });

      it('never replaces a draft unasked', async () => {
        const world = createHarness();
        await world.draft('main', 'a.sql', 'mine');
        await world.run(restoreVersion, createRow(createCommit(2)));
        assert.match(texts()[0] ?? '', /has a draft/);
        assert.equal(await readDraft(world), 'mine');
      });

      it('puts the draft aside that it replaces', async () => {
        const world = createHarness();
        await world.draft('main', 'a.sql', 'mine');
        editor.current().presses.push('Replace draft');
        await world.run(restoreVersion, createRow(createCommit(2)));
        const { drafts } = world.services.workingTree(sales, 'main');
        const [aside = assert.fail('nothing')] = await drafts.setAside();
        assert.deepEqual([await readDraft(world), aside.reason], ['on feature', 'overwritten']);
        await drafts.restore(aside.id);
        assert.equal(await readDraft(world), 'mine');
      });
    });
  });

  describe('Undoing a commit', () => {
    it('says which files were left alone and why, and leads to what was made', async () => {
      const { history, services, run, draft, remote } = createHarness();
      Object.assign(services.api, {
        findSourceEntries: (_repository: unknown, commit: string, paths: readonly string[]) =>
          Promise.resolve(
            paths
              .filter((path) => path === 'a.sql' || commit !== hashNumber(2))
              .map((path) => ({ kind: 'file', path, size: 1, attributes: [] })),
          ),
      });
      remote.commit('main', hashNumber(3), { 'a.sql': 'on main', 'b.sql': 'b' });
      await draft('main', 'b.sql', 'mine');
      history.changes = [modified('a.sql'), added('b.sql')];
      editor.current().presses.push('Show changes');
      await run(revertCommitToDrafts, createRow(createCommit(3), undefined, 'repository'));
      const drafts = await services.workingTree(sales, 'main').drafts.all();
      assert.deepEqual(
        drafts.map(({ path }) => path),
        ['a.sql', 'b.sql'],
      );
      assert.deepEqual(texts(), [
        `Undoing commit ${shortHash} made one draft on main. Commit it to finish. Left alone because you have drafts there: b.sql.`,
      ]);
      assert.deepEqual(lastCommand(), ['workbench.view.scm']);
    });
  });
});
