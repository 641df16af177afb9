import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { BranchTips } from '../../../../src/repositories/branchTips';
import { OfflineTips } from '../../../../src/repositories/offlineTips';
import { OfflineStatus } from '../../../../src/vscode/offline/offlineStatus';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { FakeRemote, hashOf, sales } from '../../../support/fakeRemote';
import { MemoryCache } from '../../../support/memoryStores';

describe('The status bar while Bitbucket cannot be asked', () => {
  const items: { text?: string; isShown: boolean }[] = [];

  before(() => {
    Object.assign(vscode.window, {
      createStatusBarItem: () => {
        const item = { isShown: false, show: () => (item.isShown = true), dispose: () => (item.isShown = false) };
        items.push(item);
        return item;
      },
    });
  });
  after(() => {
    Reflect.deleteProperty(vscode.window, 'createStatusBarItem');
  });

  it('says how old what is shown is, asks again on request, and is gone when Bitbucket answers', async () => {
    const clock = new FakeClock();
    const remote = new FakeRemote().commit('main', hashOf('a'), {});
    const cache = new MemoryCache();
    const createTips = () => new BranchTips(remote.api, { offlineTips: new OfflineTips({ cache, clock }), clock });
    await clock.runUntilSettled(createTips().resolve(sales, 'main'));
    await clock.runUntilSettled(clock.sleep(2 * 60 * 60_000));
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'no');
    const status = new OfflineStatus(clock, 'en');
    const tips = createTips();
    status.watch(tips);
    assert.equal(items.length, 0);
    await clock.runUntilSettled(tips.resolve(sales, 'main'));
    assert.equal(items[0]?.text, '$(cloud) Offline · as of 2 hours ago');
    assert.equal(items[0].isShown, true);
    remote.failure = undefined;
    status.askAgain({ isForced: true });
    await settleDown();
    assert.equal(items[0].isShown, false);
    status.dispose();
  });
});
