import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { HistoryRoom, type HistoryPlace } from '../../../../src/vscode/history/historyRoom';
import type { HistoryNode } from '../../../../src/vscode/history/historyNode';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { commandIds } from '../../../../src/vscode/ids';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { hashNumber, modified, offline } from '../../repositories/history/fakeHistory';
import { createHistoryWorld, leaveNoEditor, onFeature, onMain } from './historyWorld';

describe('HistoryRoom', () => {
  const editor = useFakeEditor();
  leaveNoEditor();
  const passed = { outcome: 'passed', name: 'Build 7', url: 'https://ci.example/7' } as const;

  const ofRepository: HistoryPlace = { subject: { repository: sales, kind: 'repository', path: '' }, location: onMain };
  const ofFile: HistoryPlace = { subject: { repository: sales, kind: 'file', path: 'a.sql' }, location: onMain };

  function createHarness(options?: { readonly count?: number }) {
    const world = createHistoryWorld(editor.current(), options);
    const view = { visible: true, description: '' };
    const room = new HistoryRoom(world.context, () => view as unknown as vscode.TreeView<HistoryNode>);
    const show = async (place: HistoryPlace, isPinned = true) => {
      await room.show(place, { isPinned });
      await settleDown();
    };
    /** Label and description of each row, as they are on the screen. */
    const readRows = async (parent?: HistoryNode) => {
      const rows = await room.getChildren(parent);
      await settleDown();
      return rows.map((row) => {
        const { label, description } = room.getTreeItem(row);
        return [label, description].filter((part) => typeof part === 'string').join(' | ');
      });
    };
    const rowAt = async (index: number) => (await room.getChildren())[index] ?? assert.fail('no such row');
    return { ...world, room, view, show, readRows, rowAt };
  }

  describe('The history of a repository', () => {
    it('shows message, author and age, and says of what it is', async () => {
      const { show, readRows, view } = createHarness({ count: 2 });
      await show(ofRepository);
      const [newest = ''] = await readRows();
      assert.match(newest, /^Change 2 \| Anna Schmidt · /);
      assert.equal(view.description, 'sales-analytics @ main · pinned');
    });

    it('costs two requests: where the branch is, and the first page', async () => {
      const { show, readRows, history, remote } = createHarness();
      await show(ofRepository);
      await readRows();
      await readRows();
      assert.deepEqual([remote.requests, history.requests], [['branches main'], ['commits']]);
    });

    it('offers more where there is more, and adds it', async () => {
      const { show, readRows, room } = createHarness({ count: 130 });
      await show(ofRepository);
      const first = await readRows();
      await room.loadMore();
      const all = await readRows();
      assert.deepEqual([first.length, first.at(-1), all.length], [101, 'Load more', 130]);
    });

    it('asks CI about the commits on the screen only, and says what it said in words', async () => {
      const { show, readRows, ci, ciLooks } = createHarness({ count: 60 });
      ci.set(hashNumber(60), passed);
      await show(ofRepository);
      await readRows();
      const [newest = ''] = await readRows();
      assert.match(newest, /CI passed$/);
      assert.equal(ciLooks.length, 10);
    });

    it('asks CI about another commit when somebody points at it, and tells everything there', async () => {
      const { show, room, rowAt, ci, ciLooks } = createHarness({ count: 60 });
      ci.set(hashNumber(20), passed);
      await show(ofRepository);
      const row = await rowAt(40);
      const item = await room.resolveTreeItem(room.getTreeItem(row), row);
      const { value } = item.tooltip as vscode.MarkdownString;
      assert.match(value, /At length/);
      for (const fact of [hashNumber(20), 'Build 7', 'https://ci.example/7', '/commits/']) {
        assert.ok(value.includes(fact), `${fact} in ${value}`);
      }
      assert.equal(ciLooks.length, 11);
      assert.match(room.getTreeItem(row).contextValue ?? '', /^commit\.ci$/);
    });

    it('unfolds a commit into what it changed', async () => {
      const { show, rowAt, readRows, history } = createHarness();
      history.changes = [
        modified('in/a.sql'),
        { kind: 'renamed', path: 'in/b.sql', oldPath: 'in/c.sql' },
        { kind: 'removed', path: 'd.sql', oldPath: 'd.sql' },
      ];
      await show(ofRepository);
      assert.deepEqual(await readRows(await rowAt(0)), [
        'a.sql | in · modified',
        'b.sql | in · renamed from c.sql',
        'd.sql | deleted',
      ]);
    });

    it('says in a row why a commit could not be unfolded', async () => {
      const { show, rowAt, readRows, history } = createHarness();
      await show(ofRepository);
      history.failure = offline;
      assert.deepEqual(await readRows(await rowAt(0)), ['Bitbucket cannot be reached | Try again']);
    });

    it('signs in again whose sign-in no longer counts', async () => {
      const { show, room, rowAt, remote, history, services } = createHarness();
      await show(ofRepository);
      const refused = new BitbucketError({ kind: 'unauthorized' }, 'refused');
      history.failure = refused;
      const [inCommit] = await room.getChildren(await rowAt(0));
      remote.failure = refused;
      await room.refresh();
      const [above] = await room.getChildren();
      for (const row of [inCommit, above]) {
        assert.deepEqual(row?.kind === 'message' && row.command, {
          command: commandIds.reauthorize,
          title: 'Sign in again',
          arguments: [services.accountId],
        });
      }
    });

    it('stays on the screen offline, under a row that says so', async () => {
      const { show, readRows, room, remote } = createHarness();
      await show(ofRepository);
      remote.failure = offline;
      await room.refresh();
      const rows = await readRows();
      assert.deepEqual([rows.length, rows[0]], [4, 'As last read – Bitbucket cannot be reached | Try again']);
    });

    it('speaks every row, icons being no words', async () => {
      const { show, room, rowAt, history, ci, remote } = createHarness();
      ci.set(hashNumber(3), passed);
      history.changes = [modified('in/a.sql')];
      await show(ofRepository);
      await room.getChildren(await rowAt(0));
      remote.failure = offline;
      await room.refresh();
      const rows = await room.getChildren();
      const changes = await room.getChildren(rows[1]);
      const spoken = [...rows, ...changes].map((row) => room.getTreeItem(row).accessibilityInformation?.label ?? '');
      assert.ok(spoken.every((text) => text !== ''));
      assert.match(spoken[1] ?? '', /^Change 3, commit 0000000, Anna Schmidt, .*CI passed$/);
      assert.equal(spoken.at(-1), 'a.sql, in, modified');
    });
  });

  describe('The history of a file', () => {
    it('begins with the draft that is not committed yet, as long as there is one', async () => {
      const { show, readRows, draft, services } = createHarness();
      await draft('main', 'a.sql', 'mine');
      await show(ofFile);
      const withDraft = await readRows();
      await services.workingTree(sales, 'main').drafts.discard(['a.sql']);
      await settleDown();
      const without = await readRows();
      assert.match(withDraft[0] ?? '', /^Not committed yet \| draft · /);
      assert.deepEqual([withDraft.length, without.length], [4, 3]);
    });

    it('is only the draft where the file was never committed', async () => {
      const { show, readRows, draft, history } = createHarness();
      await draft('main', 'new.sql', 'mine');
      history.failure = new BitbucketError({ kind: 'notFound' }, 'not found');
      await show({ ...ofFile, subject: { ...ofFile.subject, path: 'new.sql' } });
      const rows = await readRows();
      assert.equal(rows.length, 1, rows.join());
      assert.match(rows[0] ?? '', /^Not committed yet \| draft · /);
    });

    it('has rows that compare with the version before when they are clicked', async () => {
      const { show, room, rowAt } = createHarness();
      await show(ofFile);
      const row = await rowAt(0);
      const { command, contextValue, collapsibleState } = room.getTreeItem(row);
      assert.deepEqual(
        [command?.command, command?.arguments?.[0] === row, contextValue, collapsibleState],
        ['maia.compareVersionWithPrevious', true, 'version', 0],
      );
    });
  });

  describe('What the view shows', () => {
    it('is the active file when it is looked at first, and the next one after a moment', async () => {
      const { window, room, view, clock, readRows } = createHarness();
      window.activate(onMain, 'a.sql');
      await readRows();
      const first = view.description;
      window.activate(onFeature, 'a.sql');
      await clock.runUntilSettled(clock.sleep(1000));
      await settleDown();
      assert.deepEqual(
        [first, view.description],
        ['a.sql · sales-analytics @ main', 'a.sql · sales-analytics @ feature/X'],
      );
      room.dispose();
    });

    it('does not follow to a version that was opened from it', async () => {
      const { window, view, clock, readRows } = createHarness();
      window.activate(onMain, 'a.sql');
      await readRows();
      window.activate({ repository: sales, ref: { kind: 'commit', hash: hashNumber(1) } }, 'b.sql');
      await clock.runUntilSettled(clock.sleep(1000));
      assert.equal(view.description, 'a.sql · sales-analytics @ main');
    });

    it('stays where it is pinned, and follows again from where the user is then', async () => {
      const { window, view, show, room, clock } = createHarness();
      await show(ofRepository);
      window.activate(onFeature, 'a.sql');
      await clock.runUntilSettled(clock.sleep(1000));
      const pinned = view.description;
      await clock.runUntilSettled(room.unpin());
      assert.deepEqual(
        [pinned, view.description],
        ['sales-analytics @ main · pinned', 'a.sql · sales-analytics @ feature/X'],
      );
      assert.deepEqual(
        editor
          .current()
          .executed.filter(([, key]) => key === 'maia.historyIsPinned')
          .map(([, , value]) => value),
        [true, false],
      );
    });

    it('is what was asked for, although the view shows the active file as soon as it can be seen', async () => {
      const { window, view, room, readRows } = createHarness();
      window.activate(onFeature, 'a.sql');
      const rows = readRows();
      const shown = room.show(ofRepository, { isPinned: true });
      const again = readRows();
      await Promise.all([rows, shown, again]);
      await settleDown();
      assert.equal(view.description, 'sales-analytics @ main · pinned');
    });

    it('asks for nothing while it cannot be seen', async () => {
      const { window, view, remote, history, clock } = createHarness();
      view.visible = false;
      window.activate(onMain, 'a.sql');
      await clock.runUntilSettled(clock.sleep(1000));
      assert.deepEqual([remote.requests, history.requests], [[], []]);
    });

    it('is nothing at all where nothing of ours is open', async () => {
      const { readRows } = createHarness();
      assert.deepEqual(await readRows(), []);
    });
  });

  it('opens a changed file beside what it was', async () => {
    const { show, room, rowAt, history } = createHarness();
    history.changes = [modified('a.sql'), { kind: 'added', path: 'b.sql', oldPath: 'b.sql' }];
    await show(ofRepository);
    const changes = await room.getChildren(await rowAt(0));
    const commands = changes.map((row) => room.getTreeItem(row).command);
    const at = (number: number, path: string) =>
      toUri({ repository: sales, ref: { kind: 'commit', hash: hashNumber(number) } }, path).toString();
    assert.deepEqual(
      commands.map((command) => [command?.command, ...(command?.arguments ?? []).map(String)]),
      [
        ['vscode.diff', at(2, 'a.sql'), at(3, 'a.sql'), 'a.sql (0000000)'],
        ['vscode.open', at(3, 'b.sql')],
      ],
    );
  });
});
