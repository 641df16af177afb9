import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { createBranch } from '../../../../src/vscode/branches/createBranch';
import { BranchStatus } from '../../../../src/vscode/branches/branchStatus';
import { registerBranches } from '../../../../src/vscode/branches/registerBranches';
import { switchBranch } from '../../../../src/vscode/branches/switchBranch';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { waitUntil } from '../../../support/waitUntil';
import { sales } from '../../../support/fakeRemote';
import { hashNumber } from '../../repositories/history/fakeHistory';
import { createHistoryWorld, leaveNoEditor, onFeature, onMain } from '../history/historyWorld';

describe('Commands on branches', () => {
  const editor = useFakeEditor();
  leaveNoEditor();
  const createHarness = () => createHistoryWorld(editor.current());
  const texts = () => editor.current().messages.map(({ text }) => text);
  const lastCommand = () => editor.current().executed.at(-1);
  const address = (location: RepositoryLocation, path = '') => toUri(location, path).toString();
  const settle = async () => {
    await settleDown();
    await settleDown();
  };
  /** Runs what first lets the user choose in a list. */
  const choosing = async (label: string, work: Promise<void>) => {
    await settle();
    await (editor.current().pickers.at(-1) ?? assert.fail('no list')).choose(label);
    await work;
  };

  describe('Switching', () => {
    it('opens the same file on the other branch and remembers the branch', async () => {
      const { run, window, context } = createHarness();
      window.activate(onMain, 'a.sql');
      await choosing('feature/X', run(switchBranch));
      assert.deepEqual(lastCommand(), ['vscode.open', address(onFeature, 'a.sql')]);
      assert.equal(context.lastUsedBranches.get(sales), 'feature/X');
      assert.deepEqual(texts(), []);
    });

    it('says how many drafts stay, and leads back to them', async () => {
      const { run, window, draft } = createHarness();
      window.activate(onMain, 'a.sql');
      await draft('main', 'a.sql', 'mine');
      await draft('main', 'new.sql', 'mine');
      editor.current().presses.push('Switch back');
      await choosing('feature/X', run(switchBranch));
      assert.deepEqual(texts(), ['2 drafts stay on main.']);
      assert.deepEqual(lastCommand(), ['maia.switchBranch', { location: onMain }]);
    });

    it('says where the file is not, and offers the repository instead', async () => {
      const { run, window } = createHarness();
      window.activate(onMain, 'only main.sql');
      editor.current().presses.push('Open repository');
      await run(switchBranch, { location: onFeature });
      assert.deepEqual(texts(), ['only main.sql is not on feature/X.']);
      assert.deepEqual(lastCommand(), ['maia.openRepository', { location: onFeature }]);
    });

    it('changes the only folder as a whole, and tells in the new window about the drafts that stay', async () => {
      const { run, window, draft, context, state } = createHarness();
      window.openFolders(onMain);
      await draft('main', 'a.sql', 'mine');
      await run(switchBranch, { location: onFeature });
      assert.deepEqual(lastCommand(), ['vscode.openFolder', address(onFeature), { forceReuseWindow: true }]);
      assert.deepEqual(texts(), []);
      window.openFolders(onFeature);
      registerBranches(context, state).dispose();
      await waitUntil(() => texts().length > 0);
      registerBranches(context, state).dispose();
      await settle();
      assert.deepEqual(texts(), ['One draft stays on main.']);
    });

    it('changes one of several folders in place', async () => {
      const { run, window } = createHarness();
      const other: RepositoryLocation = { ...onMain, repository: { workspace: 'acme', slug: 'stock' } };
      window.openFolders(other, onMain);
      await run(switchBranch, { location: onFeature });
      assert.deepEqual(JSON.stringify(window.replaced), JSON.stringify([[1, 1, { uri: toUri(onFeature, '') }]]));
    });

    it('does nothing where the branch is shown already', async () => {
      const { run, window } = createHarness();
      window.activate(onMain, 'a.sql');
      await run(switchBranch, { location: onMain });
      assert.deepEqual([editor.current().executed, texts()], [[], []]);
    });

    it('offers to create a branch instead', async () => {
      const { run, window } = createHarness();
      window.activate(onMain, 'a.sql');
      await choosing('$(plus) Create branch…', run(switchBranch));
      assert.deepEqual(lastCommand(), ['maia.createBranch', { location: onMain, path: 'a.sql' }]);
    });

    it('says what to do where nothing of ours is open', async () => {
      const { run } = createHarness();
      await run(switchBranch);
      assert.match(texts()[0] ?? '', /Open a file or folder/);
    });
  });

  describe('Creating', () => {
    it('begins at this branch as it is now', async () => {
      const { run, window, created } = createHarness();
      window.activate(onMain, 'a.sql');
      editor.current().answers.push('topic');
      await choosing('This branch (main)', run(createBranch));
      assert.deepEqual(created, [`topic at ${hashNumber(3)}`]);
      assert.deepEqual(editor.current().messages.at(-1)?.buttons, ['Switch to it']);
    });

    it('begins at any branch, or at a commit whose hash is typed', async () => {
      const { run, window, created } = createHarness();
      window.activate(onMain, 'a.sql');
      editor.current().answers.push('from-branch', 'from-commit');
      await choosing('feature/X', run(createBranch));
      const creating = run(createBranch);
      await settle();
      await editor.current().pickers.at(-1)?.type(hashNumber(2));
      await choosing(`$(git-commit) Commit ${hashNumber(2)}`, creating);
      assert.deepEqual(created, [`from-branch at ${hashNumber(2)}`, `from-commit at ${hashNumber(2)}`]);
    });

    it('begins at the commit of a row, without a question', async () => {
      const { run, created } = createHarness();
      editor.current().answers.push('fix');
      await run(createBranch, { location: { repository: sales, ref: { kind: 'commit', hash: hashNumber(1) } } });
      assert.deepEqual([created, editor.current().pickers], [[`fix at ${hashNumber(1)}`], []]);
    });

    it('says while typing which names Git does not take', async () => {
      const { run, window, created } = createHarness();
      window.activate(onMain);
      editor.current().answers.push('has space', '', 'a..b', 'good/name');
      await choosing('This branch (main)', run(createBranch));
      assert.deepEqual([editor.current().refusals.length, created], [3, [`good/name at ${hashNumber(3)}`]]);
    });

    it('says that a name is taken, and asks for another one', async () => {
      const { run, window, created, refusal } = createHarness();
      window.activate(onMain);
      refusal.error = new BitbucketError({ kind: 'unexpected', status: 400 }, 'Branch exists.');
      editor.current().answers.push('feature/X', 'feature/X', 'other');
      editor.current().presses.push('Another name');
      const creating = run(createBranch);
      Object.defineProperty(refusal, 'error', {
        get: () =>
          editor.current().answers.length > 0 ? new BitbucketError({ kind: 'unexpected', status: 400 }, '') : undefined,
      });
      await choosing('This branch (main)', creating);
      assert.equal(texts()[0], 'There is a branch feature/X already.');
      assert.deepEqual(created, [`other at ${hashNumber(3)}`]);
    });

    it('takes the drafts along when told to, leaving them where they were, too', async () => {
      const { run, window, draft, services } = createHarness();
      window.activate(onMain, 'a.sql');
      await draft('main', 'a.sql', 'mine');
      editor.current().answers.push('topic');
      editor.current().presses.push('Switch and take the draft along');
      await choosing('This branch (main)', run(createBranch));
      const draftsOf = async (branch: string) =>
        (await services.workingTree(sales, branch).drafts.all()).map(({ path }) => path);
      assert.deepEqual([await draftsOf('topic'), await draftsOf('main')], [['a.sql'], ['a.sql']]);
      const onTopic: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'topic' } };
      assert.deepEqual(lastCommand(), ['vscode.open', address(onTopic, 'a.sql')]);
    });
  });

  describe('The status bar', () => {
    it('says which branch is shown, where, as whom and with how many drafts, and follows each of these', async () => {
      const { context, window, draft } = createHarness();
      const status = new BranchStatus(context);
      const readTooltip = () => {
        const { tooltip } = window.statusBar;
        return typeof tooltip === 'string' ? tooltip : '';
      };
      const hidden = window.statusBar.isShown;
      window.activate(onMain, 'a.sql');
      await settle();
      assert.deepEqual([hidden, window.statusBar.isShown], [false, true]);
      assert.equal(window.statusBar.text, '$(git-branch) main · sales-analytics');
      assert.match(readTooltip(), /^acme\/sales-analytics @ main\nAs Anna\nNo drafts\n/);
      await draft('main', 'a.sql', 'mine');
      await settle();
      assert.match(readTooltip(), /\n1 draft\n/);
      window.activate({ repository: sales, ref: { kind: 'commit', hash: hashNumber(1) } }, 'a.sql');
      await settle();
      assert.match(window.statusBar.text ?? '', /^\$\(git-commit\) 0000000 · /);
      window.activate(undefined);
      assert.equal(window.statusBar.isShown, false);
      status.dispose();
    });

    it('asks Bitbucket for nothing, and is spoken in full', async () => {
      const { context, window, remote } = createHarness();
      window.openFolders(onMain);
      const status = new BranchStatus(context);
      await settle();
      assert.deepEqual(remote.requests, []);
      assert.match(window.statusBar.accessibilityInformation?.label ?? '', /acme\/sales-analytics @ main, As Anna/);
      assert.ok(vscode.StatusBarAlignment.Left);
      status.dispose();
    });
  });
});
