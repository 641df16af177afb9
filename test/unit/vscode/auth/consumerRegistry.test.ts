import assert from 'node:assert/strict';
import type { Consumer } from '../../../../src/auth/consumer';
import { Emitter } from '../../../../src/base/event';
import { ConsumerRegistry } from '../../../../src/vscode/auth/consumerRegistry';
import { MemorySecrets } from './memorySecrets';

const baked: Consumer = { key: 'baked', secret: 'baked-secret', callbackUrl: 'vscode://x.y/authorized' };
const own = { key: 'own', secret: 'own-secret' };

function createHarness({ settings = {}, build = [] }: { settings?: Record<string, unknown>; build?: Consumer[] } = {}) {
  const secrets = new MemorySecrets();
  const values = new Map(Object.entries(settings));
  const changed = new Emitter<void>();
  const consumers = new ConsumerRegistry({
    settings: {
      read: (id) => values.get(id),
      write: (id, value) => {
        if (value === undefined) values.delete(id);
        else values.set(id, value);
        changed.fire();
        return Promise.resolve();
      },
      onDidChange: changed.event,
    },
    secrets,
    baked: build,
    defaultCallbackUrl: 'vscode://x.y/authorized',
  });
  let changes = 0;
  consumers.onDidChange(() => changes++);
  return { consumers, secrets, values, countChanges: () => changes };
}

describe('ConsumerRegistry', () => {
  it('has none in a build without any', async () => {
    const { consumers } = createHarness();
    assert.deepEqual(
      [consumers.hasConsumer, await consumers.list(), await consumers.isSecretMissing()],
      [false, [], false],
    );
  });

  it('has those of the build', async () => {
    const { consumers } = createHarness({ build: [baked] });
    assert.deepEqual([consumers.hasConsumer, await consumers.list()], [true, [baked]]);
    assert.ok(consumers.isKnown('baked'));
    assert.equal(consumers.isKnown('own'), false);
  });

  it('puts a pasted one first, with the editor’s own address as callback', async () => {
    const { consumers, values, secrets, countChanges } = createHarness({ build: [baked] });
    await consumers.storeOwn({ ...own, callbackUrl: 'vscode://x.y/authorized' });
    assert.deepEqual(await consumers.list(), [{ ...own, callbackUrl: 'vscode://x.y/authorized' }, baked]);
    assert.deepEqual(Object.fromEntries(values), { 'maia.bitbucket.consumerKey': 'own' });
    assert.doesNotMatch(JSON.stringify([...values]), /secret/);
    assert.deepEqual([...secrets.content.keys()], ['maia.consumer']);
    assert.ok(countChanges() > 0);
    assert.deepEqual(await consumers.find('own'), { ...own, callbackUrl: 'vscode://x.y/authorized' });
  });

  it('keeps another callback in the settings, and forgets it for one with the usual callback', async () => {
    const { consumers, values } = createHarness();
    await consumers.storeOwn({ ...own, callbackUrl: 'http://127.0.0.1/authorized' });
    assert.equal(values.get('maia.bitbucket.consumerCallbackUrl'), 'http://127.0.0.1/authorized');
    assert.equal((await consumers.list())[0]?.callbackUrl, 'http://127.0.0.1/authorized');
    await consumers.storeOwn({ ...own, callbackUrl: 'vscode://x.y/authorized' });
    assert.equal(values.has('maia.bitbucket.consumerCallbackUrl'), false);
  });

  it('never sends one key’s secret with another key', async () => {
    const { consumers, values } = createHarness();
    await consumers.storeOwn({ ...own, callbackUrl: 'vscode://x.y/authorized' });
    values.set('maia.bitbucket.consumerKey', 'changed');
    assert.deepEqual([await consumers.list(), await consumers.isSecretMissing()], [[], true]);
  });

  for (const garbage of ['', 'x', 'null', '{}', '{"key":"own","secret":1}']) {
    it(`says that the secret is missing when ${JSON.stringify(garbage)} lies in its place`, async () => {
      const { consumers, secrets } = createHarness({ settings: { 'maia.bitbucket.consumerKey': 'own' } });
      secrets.content.set('maia.consumer', garbage);
      assert.deepEqual([consumers.hasConsumer, await consumers.isSecretMissing()], [true, true]);
    });
  }

  it('ignores settings that are no text', () => {
    const { consumers } = createHarness({ settings: { 'maia.bitbucket.consumerKey': 7 } });
    assert.equal(consumers.hasConsumer, false);
  });
});
