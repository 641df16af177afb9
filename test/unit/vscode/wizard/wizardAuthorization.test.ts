import assert from 'node:assert/strict';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { anna, ben, createWizardHarness, goodCheck, nobody, sales } from './wizardHarness';

describe('signing in from the wizard', () => {
  const editor = useFakeEditor();

  it('waits for the browser, and is authorized by itself when somebody is back', async () => {
    const { host, wizard, authorization } = createWizardHarness();
    const done = host.receive({ id: 1, method: 'signIn', argument: 'default' });
    await settleDown();
    assert.equal(wizard.state.authorization.kind, 'waiting');
    authorization.known = [anna];
    authorization.end({ kind: 'signedIn', accountId: anna.id });
    await done;
    assert.deepEqual(wizard.state.authorization, { kind: 'authorized', accountId: anna.id, label: anna.label });
  });

  it('is over as well when it was finished in another window', async () => {
    const { host, wizard, authorization } = createWizardHarness();
    void host.receive({ id: 1, method: 'signIn', argument: 'default' });
    await settleDown();
    authorization.change([]);
    await settleDown();
    assert.equal(wizard.state.authorization.kind, 'waiting');
    authorization.change([anna]);
    await settleDown();
    assert.equal(wizard.accountId, anna.id);
  });

  it('says why it did not come about, and nothing when it was given up', async () => {
    for (const reason of ['Bitbucket could not be reached.', undefined]) {
      const { host, wizard, authorization } = createWizardHarness();
      const done = host.receive({ id: 1, method: 'signIn', argument: 'default' });
      await settleDown();
      authorization.end({ kind: 'notSignedIn', reason });
      await done;
      assert.deepEqual(wizard.state.authorization, nobody(reason));
    }
  });

  it('goes on another way, or ends, on request; a second click begins no second one', async () => {
    const { host, ask, authorization } = createWizardHarness();
    const done = host.receive({ id: 100, method: 'signIn', argument: 'default' });
    await settleDown();
    await ask('signIn', 'default');
    await ask('signIn', 'anotherWay');
    await ask('cancelSignIn', undefined);
    await done;
    assert.deepEqual(authorization.asked, ['default', 'tryAnotherWay', 'cancel']);
  });

  it('leaves pasting a consumer to the editor', async () => {
    const { ask } = createWizardHarness();
    await ask('signIn', 'pasteConsumer');
    assert.deepEqual(editor.current().executed, [['maia.pasteConsumer']]);
  });

  it('once more keeps whoever is authorized until it has succeeded', async () => {
    const { host, wizard, authorization, goToRepositories } = createWizardHarness();
    await goToRepositories();
    const done = host.receive({ id: 100, method: 'reauthorize', argument: undefined });
    await settleDown();
    assert.deepEqual([wizard.accountId, authorization.asked], [anna.id, [`again ${anna.id}`]]);
    authorization.end({ kind: 'notSignedIn' });
    await done;
    assert.equal(wizard.accountId, anna.id);
  });

  it('once more has the repository looked into again: the rights may be other ones', async () => {
    let checks = 0;
    const { host, authorization, person, goToRepositories } = createWizardHarness({
      actions: { checkRepository: () => Promise.resolve((checks++, goodCheck)) },
    });
    await goToRepositories();
    await person({ kind: 'repository', value: sales });
    const done = host.receive({ id: 100, method: 'reauthorize', argument: undefined });
    await settleDown();
    authorization.end({ kind: 'signedIn', accountId: anna.id });
    await done;
    assert.equal(checks, 2);
  });

  it('is asked for when whoever was used is gone: nobody else takes their place unasked', async () => {
    const { ask, host, wizard, authorization, goToReview } = createWizardHarness();
    await goToReview();
    authorization.change([ben]);
    await settleDown();
    const gone = { accountId: anna.id, label: anna.label };
    const none = { kind: 'none', canSignIn: true, failure: undefined, gone, hasOthers: true };
    assert.deepEqual(wizard.state.authorization, none);
    void host.receive({ id: 100, method: 'reauthorize', argument: undefined });
    await settleDown();
    authorization.end({ kind: 'notSignedIn' });
    await settleDown();
    assert.deepEqual([authorization.asked, wizard.state.authorization], [[`again ${anna.id}`], none]);
    editor.current().choices.push('Ben Okafor');
    await ask('useAnotherAccount', undefined);
    assert.equal(wizard.accountId, ben.id);
  });

  it('is no news when nothing is different about it: tokens are renewed all the time', async () => {
    const { wizard, authorization, goToRepositories } = createWizardHarness();
    await goToRepositories();
    const changes: unknown[] = [];
    wizard.onDidChange(() => changes.push(wizard.state));
    authorization.change([{ ...anna }, ben]);
    await settleDown();
    assert.deepEqual(changes, []);
  });

  it('with another account takes one that is here, or a further one', async () => {
    const { ask, wizard, authorization, goToRepositories } = createWizardHarness();
    await goToRepositories();
    authorization.known = [anna, ben];
    editor.current().choices.push('Ben Okafor');
    await ask('useAnotherAccount', undefined);
    assert.deepEqual([wizard.accountId, authorization.asked], [ben.id, []]);
  });
});
