import assert from 'node:assert/strict';
import { consumer, createHarness, loopback } from './signInFlowHarness';

const begin = { choosesWay: true, hasSeenPermissions: true };

describe('a sign-in that is to begin with another way', () => {
  it('asks which before the browser opens, and goes there', async () => {
    const { flow, order, store } = createHarness({
      consumers: [consumer, { ...loopback, key: 'consumer-2' }],
      overrides: {
        pickWay: (ways, best) => {
          order.push(`choice instead of ${best.kind}`);
          return Promise.resolve(ways.find(({ kind }) => kind === 'loopback'));
        },
      },
      browse: ({ searchParams }) => {
        const [back = '', state = ''] = [searchParams.get('redirect_uri'), searchParams.get('state')].map(String);
        return fetch(`${back}?code=c&state=${state}`);
      },
    });
    await flow.run([], begin);
    assert.deepEqual(order, ['choice instead of uriHandler', 'progress', 'browser']);
    assert.equal(store.content[0]?.consumerKey, 'consumer-2');
  });

  it('is over, without the browser, when none was chosen', async () => {
    const { flow, order, failures, underWay } = createHarness();
    await assert.rejects(flow.run([], begin));
    assert.deepEqual([order, failures], [[], [{ kind: 'cancelled', hasOpenedBrowser: false }]]);
    assert.equal(underWay.current, undefined);
  });
});
