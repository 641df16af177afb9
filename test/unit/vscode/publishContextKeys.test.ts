import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event';
import { publishContextKeys } from '../../../src/vscode/publishContextKeys';
import { settleDown } from '../../support/fakeClock';
import { useFakeEditor } from '../../support/fakeEditor';

describe('publishContextKeys', () => {
  const editor = useFakeEditor();

  function publish({ accounts }: { accounts: () => Promise<readonly unknown[]> }) {
    const onDidChangeAccounts = new Emitter<void>();
    const onDidChange = new Emitter<void>();
    const consumers = { hasConsumer: false, onDidChange: onDidChange.event };
    const published = publishContextKeys({ accounts, onDidChangeAccounts: onDidChangeAccounts.event, consumers });
    const set = (hasConsumer: boolean) => {
      consumers.hasConsumer = hasConsumer;
      onDidChange.fire();
    };
    return {
      published,
      changeAccounts: () => {
        onDidChangeAccounts.fire();
      },
      setConsumer: set,
    };
  }

  /** The keys as the editor has them now. */
  const readKeys = () => {
    const set = editor.current().executed.map(([command, key, value]) => {
      assert.equal(command, 'setContext');
      return [String(key), value] as const;
    });
    return Object.fromEntries(set);
  };

  it('says nothing before the accounts were read: no welcome would be true', async () => {
    let read: (accounts: readonly unknown[]) => void = () => assert.fail('not asked yet');
    publish({ accounts: () => new Promise((resolve) => (read = resolve)) });
    await settleDown();
    assert.deepEqual(readKeys(), {});
    read([]);
    await settleDown();
    assert.deepEqual(readKeys(), { 'maia.signedIn': false, 'maia.hasConsumer': false, 'maia.isReady': true });
  });

  it('follows accounts and consumers until it is disposed', async () => {
    const accounts: string[] = [];
    const { published, changeAccounts, setConsumer } = publish({ accounts: () => Promise.resolve([...accounts]) });
    setConsumer(true);
    await settleDown();
    assert.deepEqual(readKeys(), { 'maia.signedIn': false, 'maia.hasConsumer': true, 'maia.isReady': true });
    accounts.push('anna');
    changeAccounts();
    await settleDown();
    assert.equal(readKeys()['maia.signedIn'], true);
    published.dispose();
    accounts.pop();
    changeAccounts();
    setConsumer(false);
    await settleDown();
    assert.deepEqual(readKeys(), { 'maia.signedIn': true, 'maia.hasConsumer': true, 'maia.isReady': true });
  });

  it('ends with the last state, however long an earlier one took to read', async () => {
    const readings: ((accounts: readonly unknown[]) => void)[] = [];
    const { changeAccounts } = publish({ accounts: () => new Promise((resolve) => readings.push(resolve)) });
    changeAccounts();
    await settleDown();
    // The second reading waits for the first.
    assert.equal(readings.length, 1);
    readings[0]?.(['anna']);
    await settleDown();
    readings[1]?.([]);
    await settleDown();
    assert.equal(readKeys()['maia.signedIn'], false);
  });

  it('counts secrets that cannot be read as signed out, and goes on', async () => {
    let isBroken = true;
    const accounts = () => (isBroken ? Promise.reject(new Error('no keyring')) : Promise.resolve(['anna']));
    const { changeAccounts } = publish({ accounts });
    await settleDown();
    assert.deepEqual(readKeys(), { 'maia.signedIn': false, 'maia.hasConsumer': false, 'maia.isReady': true });
    isBroken = false;
    changeAccounts();
    await settleDown();
    assert.equal(readKeys()['maia.signedIn'], true);
  });
});
