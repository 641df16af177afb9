import assert from 'node:assert/strict';
import { LiveWizard } from '../../../../src/vscode/wizard/liveWizard';
import { WizardKeeper } from '../../../../src/vscode/wizard/wizardKeeper';
import { WizardStore } from '../../../../src/vscode/wizard/wizardStore';
import { createWizardState } from '../../../../src/wizard/createWizardState';
import type { WizardState } from '../../../../src/wizard/wizardState';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { MemoryFiles } from '../../../support/memoryFiles';
import { RecordingLog } from '../../auth/recordingLog';
import { sales } from './wizardHarness';

function named(name: string): WizardState {
  return { ...createWizardState(), details: { name, description: '', dataPlatform: 'snowflake' } };
}

const finished: WizardState = { ...createWizardState({ repository: sales }), step: 'handOver' };

describe('wizards that are kept', () => {
  function createStore() {
    const clock = new FakeClock();
    const files = new MemoryFiles();
    const store = new WizardStore(files, clock);
    /** Lets time go by. */
    const pass = (ms: number) => {
      void clock.sleep(ms);
      clock.wakeNext();
    };
    return { clock, files, store, pass, list: async () => (await store.listUnfinished()).map(({ id }) => id) };
  }

  it('are listed with the last one first, and found again as they were', async () => {
    const { store, pass, list } = createStore();
    await store.save('one', named('One'));
    pass(1000);
    await store.save('two', named('Two'));
    assert.deepEqual([await list(), (await store.find('one'))?.state.details.name], [['two', 'one'], 'One']);
  });

  it('are only those into which somebody has put something', async () => {
    const { store, files } = createStore();
    await store.save('one', named('One'));
    await store.save('one', createWizardState());
    await store.save('two', createWizardState());
    const { details } = createWizardState();
    assert.deepEqual(await files.list(), []);
    await store.save('three', { ...createWizardState(), details: { ...details, dataPlatform: 'redshift' } });
    assert.deepEqual(await files.list(), ['three']);
    await store.remove('three');
    assert.deepEqual(await files.list(), []);
  });

  it('are at rest when they come back', async () => {
    const { store } = createStore();
    const running = { ...named('One'), creation: { isRunning: true, step: 'commit', commit: 'a'.repeat(40) } } as const;
    await store.save('one', running);
    assert.deepEqual((await store.find('one'))?.state.creation, { ...running.creation, isRunning: false });
  });

  it('that are finished are there for a reload, but not to be gone on with, and for a day only', async () => {
    const { store, files, clock, pass, list } = createStore();
    await store.save('done', finished);
    assert.deepEqual([await list(), (await store.find('done'))?.state.step], [[], 'handOver']);
    pass(25 * 60 * 60 * 1000);
    await new WizardStore(files, clock).save('other', named('Other'));
    assert.deepEqual(await files.list(), ['other']);
  });

  it('do not disturb what another window keeps, and are twenty at most', async () => {
    const { files, clock, pass, list } = createStore();
    for (let index = 0; index < 25; index++) {
      await new WizardStore(files, clock).save(`w${index}`, named(`Project ${index}`));
      pass(1000);
    }
    const kept = await list();
    assert.deepEqual([kept.length, kept[0], kept.at(-1)], [20, 'w24', 'w5']);
  });

  it('that something has damaged are passed over', async () => {
    const { store, files, list } = createStore();
    const states = [null, 'text', {}, { savedMs: 'now', state: named('x') }, { savedMs: 1, state: { version: 9 } }];
    for (const damaged of states) {
      await files.write('one', damaged);
      assert.deepEqual(await list(), []);
    }
    assert.equal(await store.find('one'), undefined);
  });

  it('are written as soon as they change, also while they are being written, and never again once thrown away', async () => {
    const { store, files, list } = createStore();
    const wizard = new LiveWizard('one', createWizardState());
    const keeper = new WizardKeeper(wizard, { store, log: new RecordingLog() });
    wizard.apply({ kind: 'details', change: { name: 'Sal' } });
    wizard.apply({ kind: 'details', change: { name: 'Sale' } });
    await settleDown();
    assert.deepEqual(await list(), ['one']);
    assert.equal((await store.find('one'))?.state.details.name, 'Sale');
    wizard.apply({ kind: 'details', change: { name: 'Sales' } });
    await keeper.flush();
    assert.equal((await store.find('one'))?.state.details.name, 'Sales');
    await keeper.forget();
    wizard.apply({ kind: 'details', change: { name: 'Sales again' } });
    keeper.dispose();
    await settleDown();
    assert.deepEqual(await files.list(), []);
  });
});
