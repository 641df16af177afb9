import assert from 'node:assert/strict';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf } from '../../../support/fakeRemote';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { BranchGoneError } from '../../../../src/repositories/commits/branchGone';
import { commandIds } from '../../../../src/vscode/ids';
import { useFakeScm } from './fakeScm';
import { added, anna, changed, createScmHarness, deleted, moved, tip } from './scmHarness';
import { settle } from './settling';

const theirs = hashOf('c');
const commitRoot = `/acme∕sales-analytics @ commit ${tip}`;

describe('a branch in the Source Control view', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);

  it('comes when a file of it is opened, and says where and as whom a commit would be', async () => {
    const { at } = createScmHarness();
    assert.deepEqual(scm.current().controls, []);
    await scm.current().open(at('a.sql'));
    const { label, rootUri, inputBox, count } = scm.current().control;
    assert.deepEqual([label, rootUri.path, count], ['acme/sales-analytics @ main', at('').path, 0]);
    assert.equal(inputBox.placeholder, 'Message ({0} to commit to main as Anna Schmidt (acme))');
  });

  it('goes when nothing of it is open, but not as long as there are drafts', async () => {
    const { at, save, drafts } = createScmHarness();
    await scm.current().open(at('a.sql'));
    await save(changed('a.sql'));
    await scm.current().close(at('a.sql'));
    assert.equal(scm.current().controls.length, 1);
    await drafts.discard(['a.sql']);
    await settle();
    assert.deepEqual(scm.current().controls, []);
  });

  it('comes with a signed-in account only, as soon as there is one', async () => {
    const { at, people, accountsChanged } = createScmHarness({ accounts: [] });
    await scm.current().open(at('a.sql'));
    assert.deepEqual(scm.current().controls, []);
    people.push(anna);
    accountsChanged.fire(undefined);
    await settle();
    assert.equal(scm.current().control.label, 'acme/sales-analytics @ main');
  });

  it('lists what was done to files, a moved one once, an empty folder never', async () => {
    const { at, save } = createScmHarness();
    await scm.current().open(at('a.sql'));
    await save(changed('a.sql'), added('b.sql'), deleted('c.sql'), ...moved('old/d.sql', 'new/d.sql'), {
      path: 'empty',
      base: undefined,
      change: { kind: 'folder' },
    });
    assert.deepEqual(scm.current().rows, ['changes: a.sql', 'changes: b.sql', 'changes: c.sql', 'changes: new/d.sql']);
    assert.equal(scm.current().control.count, 4);
    const tooltips = ['a.sql', 'b.sql', 'c.sql', 'new/d.sql'].map((path) => {
      const { decorations } = scm.current().stateOf(path);
      return [decorations?.tooltip, decorations?.strikeThrough];
    });
    assert.deepEqual(tooltips, [
      ['a.sql\nModified', false],
      ['b.sql\nAdded', false],
      ['c.sql\nDeleted', true],
      ['new/d.sql ← old/d.sql\nRenamed', false],
    ]);
  });

  it('opens a change beside what it started from', async () => {
    const { at, save } = createScmHarness();
    await scm.current().open(at('a.sql'));
    await save(changed('a.sql'), added('b.sql'), deleted('c.sql'), ...moved('old/d.sql', 'new/d.sql'));
    const opened = ['a.sql', 'b.sql', 'c.sql', 'new/d.sql'].map((path) => {
      const { command } = scm.current().stateOf(path);
      const uris = (command?.arguments ?? []).slice(0, command?.command === 'vscode.diff' ? 2 : 1) as {
        path: string;
      }[];
      return [command?.command, ...uris.map((it) => it.path)];
    });
    assert.deepEqual(opened, [
      ['vscode.diff', `${commitRoot}/a.sql`, at('a.sql').path],
      ['vscode.open', at('b.sql').path],
      ['vscode.open', `${commitRoot}/c.sql`],
      ['vscode.diff', `${commitRoot}/old/d.sql`, at('new/d.sql').path],
    ]);
  });

  it('keeps what is staged apart, through a reload, and forgets it with the change', async () => {
    const { at, save, drafts, workspaceState } = createScmHarness();
    await scm.current().open(at('a.sql'));
    await save(changed('a.sql'), changed('b.sql'), ...moved('c.sql', 'd.sql'));
    await editor.current().run(commandIds.stage, scm.current().stateOf('b.sql'), scm.current().stateOf('d.sql'));
    assert.deepEqual(scm.current().rows, ['staged: b.sql', 'staged: d.sql', 'changes: a.sql']);
    assert.match(scm.current().stateOf('b.sql').decorations?.tooltip ?? '', /when you commit/);
    assert.deepEqual([...workspaceState.values.values()], [['b.sql', 'c.sql', 'd.sql']]);
    await editor.current().run(commandIds.unstage, scm.current().stateOf('d.sql'));
    await drafts.discard(['b.sql']);
    await save(changed('b.sql'));
    assert.deepEqual(scm.current().rows, ['changes: a.sql', 'changes: b.sql', 'changes: d.sql']);
  });

  it('stages and unstages everything from the title of the view', async () => {
    const { at, save } = createScmHarness();
    await scm.current().open(at('a.sql'));
    await save(changed('a.sql'), changed('b.sql'));
    await editor.current().run(commandIds.stageAll, scm.current().control);
    assert.deepEqual(scm.current().rows, ['staged: a.sql', 'staged: b.sql']);
    await editor.current().run(commandIds.unstageAll, scm.current().control.groups[1]);
    assert.deepEqual(scm.current().rows, ['changes: a.sql', 'changes: b.sql']);
  });

  it('marks lines against the commit the draft started from, or the tip, and none of a new file', async () => {
    const { at, save } = createScmHarness();
    await scm.current().open(at('a.sql'));
    await save(changed('a.sql'), added('b.sql'), ...moved('c.sql', 'd.sql'));
    const provider = scm.current().control.quickDiffProvider ?? assert.fail();
    const originals = await Promise.all(
      ['a.sql', 'b.sql', 'd.sql', 'untouched.sql'].map((path) => provider.provideOriginalResource(at(path))),
    );
    assert.deepEqual(
      originals.map((uri) => uri?.path),
      [`${commitRoot}/a.sql`, undefined, `${commitRoot}/c.sql`, `${commitRoot}/untouched.sql`],
    );
  });

  it('marks files with drafts wherever they are listed, and their folders', async () => {
    const { at, save } = createScmHarness();
    await save(changed('a.sql'), added('x/b.sql'));
    const decorate = async (path: string) => {
      const found = await scm
        .current()
        .decorations?.provideFileDecoration(at(path), { isCancellationRequested: false } as never);
      return found && [found.badge, found.tooltip, found.propagate];
    };
    assert.deepEqual(await decorate('a.sql'), ['M', 'Modified', true]);
    assert.deepEqual(await decorate('x/b.sql'), ['A', 'Added', true]);
    assert.equal(await decorate('c.sql'), undefined);
  });
});

describe('what somebody else committed', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);

  async function openWithIncoming() {
    const harness = createScmHarness();
    await scm.current().open(harness.at('a.sql'));
    await harness.save(changed('a.sql'), changed('b.sql'));
    harness.fake.incoming = {
      from: tip,
      to: theirs,
      changes: [
        { kind: 'modified', path: 'a.sql', oldPath: 'a.sql' },
        { kind: 'modified', path: 'other.sql', oldPath: 'other.sql' },
      ],
      drafts: [{ path: 'a.sql', kind: 'merged' }],
    };
    return harness;
  }

  it('is looked for when the window gets the focus, at most once a minute', async () => {
    const { fake, clock } = await openWithIncoming();
    await scm.current().focus();
    await scm.current().focus();
    assert.deepEqual(fake.calls, ['look']);
    void clock.sleep(60_000);
    clock.wakeNext();
    await scm.current().focus();
    assert.deepEqual(fake.calls, ['look', 'look']);
  });

  it('is shown where it touches drafts, without any message', async () => {
    await openWithIncoming();
    await scm.current().focus();
    assert.deepEqual(scm.current().rows, ['changes: a.sql', 'changes: b.sql', 'incoming: a.sql']);
    assert.deepEqual(
      scm.current().control.statusBarCommands?.map(({ title }) => title),
      ['$(arrow-down) 1 incoming'],
    );
    assert.deepEqual(editor.current().messages, []);
  });

  it('is merged on request, and offered for review', async () => {
    const { fake } = await openWithIncoming();
    await scm.current().focus();
    editor.current().presses.push('Review');
    await editor.current().run(commandIds.mergeIncoming, scm.current().control);
    await settle();
    assert.deepEqual(fake.calls, ['look', 'merge']);
    assert.match(editor.current().messages[0]?.text ?? '', /^Somebody else changed other lines of a\.sql\. Both/);
    assert.equal(editor.current().executed[0]?.[0], 'vscode.changes');
  });

  for (const [name, id] of [
    ['a refresh', commandIds.refreshSourceControl],
    ['a merge', commandIds.mergeIncoming],
  ] as const) {
    it(`may be that the branch is gone, which ${name} says with a way out`, async () => {
      const { fake } = await openWithIncoming();
      fake.incoming = new BranchGoneError('main');
      fake.outcomes = [{ kind: 'notAllowed' }];
      scm.current().control.inputBox.value = 'm';
      editor.current().presses.push('Commit to a new branch…');
      editor.current().answers.push('anna/rescue');
      await editor.current().run(id, scm.current().control);
      await settle();
      assert.equal(editor.current().messages[0]?.text, 'main is not on Bitbucket any more. Your drafts are all there.');
      assert.deepEqual(fake.requests, [{ paths: ['a.sql', 'b.sql'], message: 'm', newBranch: 'anna/rescue' }]);
    });
  }

  it('leaves nothing to rescue where the branch is gone and there are no drafts', async () => {
    const { fake, drafts } = await openWithIncoming();
    await drafts.discard(['a.sql', 'b.sql']);
    await settle();
    fake.incoming = new BranchGoneError('main');
    await editor.current().run(commandIds.refreshSourceControl, scm.current().control);
    assert.deepEqual(editor.current().messages, [
      { severity: 'warning', text: 'main is not on Bitbucket any more.', buttons: [] },
    ]);
  });

  it('is looked for in vain where the repository is gone, which is something else', async () => {
    const { fake } = await openWithIncoming();
    fake.incoming = new BitbucketError({ kind: 'notFound' }, 'No such repository.');
    await editor.current().run(commandIds.refreshSourceControl, scm.current().control);
    assert.match(editor.current().messages[0]?.text ?? '', /^This repository is not there any more/);
  });

  it('says nothing where looking fails', async () => {
    const { fake } = await openWithIncoming();
    fake.commits.look = () => Promise.reject(new Error('offline'));
    await scm.current().focus();
    assert.deepEqual(editor.current().messages, []);
  });
});
