import assert from 'node:assert/strict';
import type { CommitOutcome } from '../../../../src/repositories/commits/commitOutcome';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import '../../../../src/projects/readMaiaLink';
import { commandIds } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf } from '../../../support/fakeRemote';
import { useFakeScm } from './fakeScm';
import { added, changed, createScmHarness, moved } from './scmHarness';
import { settle } from './settling';

const made = hashOf('f');
const committed: CommitOutcome = { kind: 'committed', commit: made, branch: 'main', paths: ['a.sql'] };
const truth =
  'Committed fffffff to main as Anna Schmidt. Maia does not have it yet: commit what is open in Designer, then “Pull remote changes”, then publish.';

describe('committing', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);

  /** A branch with two changes and a message. */
  async function open(...outcomes: (CommitOutcome | Error)[]) {
    const harness = createScmHarness();
    harness.fake.outcomes = outcomes;
    await scm.current().open(harness.at('a.sql'));
    await harness.save(changed('a.sql'), changed('b.sql'));
    scm.current().control.inputBox.value = 'Load returns, too';
    const commit = async () => {
      await editor.current().run(commandIds.commit, scm.current().control);
      await settle();
    };
    return { ...harness, commit };
  }

  it('takes everything while nothing is staged', async () => {
    const { fake, commit } = await open(committed);
    await commit();
    assert.deepEqual(fake.requests, [{ paths: ['a.sql', 'b.sql'], message: 'Load returns, too' }]);
    assert.deepEqual([scm.current().rows, scm.current().control.inputBox.value], [[], '']);
  });

  it('takes what is staged, both paths of a moved file', async () => {
    const { fake, commit, save } = await open(committed);
    await save(...moved('c.sql', 'd.sql'));
    await editor.current().run(commandIds.stage, scm.current().stateOf('d.sql'));
    await commit();
    assert.deepEqual(fake.requests[0]?.paths, ['d.sql', 'c.sql']);
    assert.deepEqual(scm.current().rows, ['changes: a.sql', 'changes: b.sql']);
  });

  it('tells the whole truth about Maia once for each repository, then in a word', async () => {
    const { commit, save } = await open(committed, committed);
    await commit();
    assert.deepEqual(editor.current().messages, [
      { severity: 'information', text: truth, buttons: ['Open commit on Bitbucket'] },
    ]);
    await save(changed('a.sql'));
    scm.current().control.inputBox.value = 'Again';
    await commit();
    assert.equal(editor.current().messages.length, 1);
    assert.deepEqual(scm.current().status, ['$(check) Committed fffffff to main as Anna Schmidt.']);
  });

  it('leads to the project in Maia where the repository names it', async () => {
    const { commit, save } = await open({ kind: 'alreadyThere', commit: made }, committed);
    await save(added('.maia-bitbucket.yaml', 'maia: { region: "eu1", projectId: "4711-ab" }'));
    await commit();
    scm.current().control.inputBox.value = 'Again';
    await editor.current().run(commandIds.stage, scm.current().stateOf('a.sql'));
    editor.current().presses.push('Open in Maia');
    await commit();
    assert.deepEqual(editor.current().executed.at(-1), [
      'vscode.open',
      'https://app.matillion.com/designer/project/4711-ab/branch/main',
    ]);
  });

  it('asks for a message where none was typed, and does nothing when that is declined', async () => {
    const { fake, commit } = await open(committed);
    scm.current().control.inputBox.value = ' \n';
    await commit();
    assert.equal(fake.requests.length, 0);
    editor.current().answers.push('From the box');
    await commit();
    assert.equal(fake.requests[0]?.message, 'From the box');
  });

  it('warns of a very long first line', async () => {
    const { fake, commit } = await open(committed);
    scm.current().control.inputBox.value = 'x'.repeat(101);
    await commit();
    assert.deepEqual([fake.requests, editor.current().messages[0]?.buttons], [[], ['Commit anyway']]);
    editor.current().presses.push('Commit anyway');
    await commit();
    assert.equal(fake.requests.length, 1);
  });

  it('says so when there is nothing to commit', async () => {
    const { fake, commit, drafts } = await open(committed);
    await drafts.discard(['a.sql', 'b.sql']);
    await commit();
    assert.deepEqual(fake.requests, []);
    assert.match(
      editor.current().messages[0]?.text ?? '',
      /^There is nothing to commit in acme\/sales-analytics @ main/,
    );
  });

  it('offers to save what stands unsaved in editors, and commits it then', async () => {
    const { fake, commit, at, save } = await open(committed);
    scm.current().onSave = () => save(changed('c.sql'));
    await scm.current().open(at('c.sql'), 'new', true);
    await commit();
    assert.deepEqual(
      [fake.requests, editor.current().messages[0]?.buttons],
      [[], ['Save and commit', 'Commit what is saved']],
    );
    editor.current().presses.push('Save and commit');
    await commit();
    assert.deepEqual(fake.requests[0]?.paths, ['a.sql', 'b.sql', 'c.sql']);
  });

  it('does not start twice', async () => {
    const { fake, commit } = await open(committed);
    let release: () => void = () => assert.fail();
    fake.gate = new Promise((resolve) => (release = resolve));
    const first = commit();
    await settle();
    assert.equal(scm.current().control.inputBox.enabled, false);
    await commit();
    assert.match(editor.current().messages[0]?.text ?? '', /is under way/);
    release();
    await first;
    assert.equal(fake.requests.length, 1);
  });

  it('keeps what was typed meanwhile', async () => {
    const { fake, commit } = await open(committed);
    let release: () => void = () => assert.fail();
    fake.gate = new Promise((resolve) => (release = resolve));
    const first = commit();
    await settle();
    scm.current().control.inputBox.value = 'The next one';
    release();
    await first;
    assert.equal(scm.current().control.inputBox.value, 'The next one');
  });

  const troubles: readonly [outcome: CommitOutcome, text: RegExp, buttons: readonly string[]][] = [
    [{ kind: 'merged', paths: ['a.sql'] }, /other lines of a\.sql\. Both are in the drafts/, ['Review', 'Commit']],
    [{ kind: 'protected', branch: 'main' }, /main directly: this branch is protected/, ['Commit to a new branch…']],
    [
      { kind: 'notAllowed' },
      /may read acme\/sales-analytics, but not commit/,
      ['Choose account…', 'Open on Bitbucket'],
    ],
    [
      { kind: 'branchGone', branch: 'main' },
      /^main is not on Bitbucket any more\. Your drafts are all there\.$/,
      ['Commit to a new branch…'],
    ],
    [{ kind: 'movedTooOften' }, /at every attempt/, ['Try again']],
    [{ kind: 'unknown' }, /looked up when Bitbucket answers again; nothing is lost/, ['Look now']],
    [{ kind: 'unknown', isSignInNeeded: true }, /sent to main, but this sign-in ended/, ['Sign in']],
    [
      { kind: 'differs', commit: made, paths: ['a.sql', 'b.sql', 'c.sql', 'd.sql'] },
      /fffffff is there, but it does not hold what was sent: a\.sql, b\.sql and 2 more/,
      ['Review', 'Open commit on Bitbucket'],
    ],
    [{ kind: 'conflict', paths: ['a.sql'] }, /the same lines of a\.sql, so nothing was committed/, ['Choose…']],
  ];
  for (const [outcome, text, buttons] of troubles) {
    it(`says what to do next: ${outcome.kind} (${buttons.join(', ')})`, async () => {
      const { commit } = await open(outcome);
      await commit();
      assert.equal(editor.current().messages.length, 1);
      assert.match(editor.current().messages[0]?.text ?? '', text);
      assert.deepEqual(editor.current().messages[0]?.buttons, buttons);
      assert.equal(scm.current().control.inputBox.value, 'Load returns, too');
    });
  }

  it('looks whether a commit arrived as soon as its user has signed in again', async () => {
    const { commit } = await open({ kind: 'unknown', isSignInNeeded: true });
    editor.current().presses.push('Sign in');
    await commit();
    const [signIn, look] = editor.current().executed.slice(-2);
    assert.deepEqual([signIn, look?.[0]], [[commandIds.reauthorize, '{anna}'], commandIds.refreshSourceControl]);
  });

  it('goes to a new branch where the branch is protected, and from there to a pull request', async () => {
    const onBranch: CommitOutcome = { kind: 'committed', commit: made, branch: 'anna/returns', paths: ['a.sql'] };
    const { fake, commit } = await open({ kind: 'protected', branch: 'main' }, onBranch);
    editor.current().presses.push('Commit to a new branch…', 'Open pull request on Bitbucket');
    editor.current().answers.push('anna/returns');
    await commit();
    assert.deepEqual(
      fake.requests.map(({ newBranch }) => newBranch),
      [undefined, 'anna/returns'],
    );
    assert.deepEqual(editor.current().executed.at(-1), [
      'vscode.open',
      'https://bitbucket.example/acme/sales-analytics/pull-requests/new?source=anna%2Freturns&dest=main',
    ]);
  });

  it('asks for another name when there is such a branch already', async () => {
    const { fake, commit } = await open(
      { kind: 'protected', branch: 'main' },
      { kind: 'branchExists', branch: 'x' },
      { kind: 'committed', commit: made, branch: 'y', paths: [] },
    );
    editor.current().presses.push('Commit to a new branch…');
    editor.current().answers.push('x', 'y');
    await commit();
    assert.deepEqual(
      fake.requests.map(({ newBranch }) => newBranch),
      [undefined, 'x', 'y'],
    );
  });

  it('explains a refused or lost request, with a way to try again, and keeps the message', async () => {
    const { fake, commit } = await open(new BitbucketError({ kind: 'unreachable' }, 'no'), committed);
    editor.current().presses.push('Try again');
    await commit();
    assert.match(editor.current().messages[0]?.text ?? '', /^Bitbucket cannot be reached/);
    assert.equal(fake.requests.length, 2);
  });

  it('finds out how it ended when it was cancelled under way, and says no more', async () => {
    const { fake, commit, drafts } = await open(new DOMException('Cancelled.', 'AbortError'));
    await drafts.setPendingCommit({ branch: 'main', parent: hashOf('a'), message: 'm', startedMs: 0, files: [] });
    await commit();
    assert.deepEqual([fake.calls, editor.current().messages], [['settle'], []]);
  });

  it('finds out quietly how a commit ended whose answer never came, when the branch is opened', async () => {
    const { drafts, fake, at } = createScmHarness();
    await drafts.setPendingCommit({ branch: 'main', parent: hashOf('a'), message: 'm', startedMs: 0, files: [] });
    fake.settled = committed;
    await scm.current().open(at('a.sql'));
    assert.deepEqual(scm.current().status, [
      '$(check) The last commit to acme/sales-analytics @ main had arrived: fffffff',
    ]);
    assert.deepEqual([fake.calls, editor.current().messages], [['settle'], []]);
  });
});
