import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { pickBySearch, type Choice, type KnownChoices } from '../../../../src/vscode/pickers/searchPick';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';

describe('pickBySearch', () => {
  const editor = useFakeEditor();
  const choice = (label: string): Choice<string> => ({ label, value: label });

  /** A list over a server that finds `server <text>` after 100 ms; two letters are needed for it. */
  function createHarness(known: Partial<KnownChoices<string>> = {}) {
    const clock = new FakeClock();
    const searches: string[] = [];
    const server: { failure?: Error } = {};
    const learnt = new Emitter<undefined>();
    const world: { known: KnownChoices<string> } = { known: { choices: [], ...known } };
    const picking = pickBySearch<string>({
      title: 'Things',
      placeholder: 'Name',
      readKnown: (text) => ({
        ...world.known,
        choices: world.known.choices.filter(({ label }) => label.includes(text)),
      }),
      onDidLearn: learnt.event,
      isWorthAsking: (text) => text.length >= 2,
      search: async (text, add, signal) => {
        searches.push(text);
        await clock.sleep(100);
        if (server.failure !== undefined) throw server.failure;
        signal.throwIfAborted();
        add([choice(`server ${text}`)]);
      },
      clock,
      language: 'en',
    });
    const picker = editor.current().pickers[0] ?? assert.fail('no list');
    const pass = async (ms: number) => {
      await clock.runUntilSettled(clock.sleep(ms));
      await settleDown();
    };
    return { picking, picker, searches, server, learnt, world, pass };
  }

  describe('A list to choose from by searching', () => {
    it('shows what is known at once and asks nobody', async () => {
      const { picker, searches, pass } = createHarness({ choices: [choice('apple'), choice('pear')] });
      await pass(1000);
      assert.deepEqual([picker.labels, searches, picker.busy], [['apple', 'pear'], [], false]);
    });

    it('adds what the server finds when typing pauses, once per pause', async () => {
      const { picker, searches, pass } = createHarness({ choices: [choice('apple'), choice('pear')] });
      await picker.type('pe');
      await pass(100);
      await picker.type('pea');
      const [typed, isBusy] = [picker.labels, picker.busy];
      await pass(1000);
      assert.deepEqual([typed, isBusy, searches], [['pear'], true, ['pea']]);
      assert.deepEqual([picker.labels, picker.busy], [['pear', 'server pea'], false]);
    });

    it('shows nothing that was found for an earlier text', async () => {
      const { picker, pass } = createHarness();
      await picker.type('old');
      await pass(300);
      await picker.type('new');
      await pass(1000);
      assert.deepEqual(picker.labels, ['server new']);
    });

    it('shows what becomes known meanwhile', () => {
      const { picker, learnt, world } = createHarness({ isLoading: true });
      const isBusy = picker.busy;
      world.known = { choices: [choice('fig')] };
      learnt.fire(undefined);
      assert.deepEqual([isBusy, picker.labels, picker.busy], [true, ['fig'], false]);
    });

    it('says why something may be missing below what there is, and tries again when that row is chosen', async () => {
      const { picker, server, searches, pass } = createHarness({ choices: [choice('xx')] });
      server.failure = new BitbucketError({ kind: 'unreachable' }, 'down');
      await picker.type('xx');
      await pass(1000);
      assert.deepEqual([picker.labels, picker.busy], [['xx', '$(error) Bitbucket cannot be reached'], false]);
      delete server.failure;
      await picker.choose('$(error) Bitbucket cannot be reached');
      await pass(1000);
      assert.deepEqual(
        [picker.labels, searches],
        [
          ['xx', 'server xx'],
          ['xx', 'xx'],
        ],
      );
    });

    it('says why less is known than should be', () => {
      const failure = { failure: { kind: 'unreachable' }, at: 0 } as const;
      assert.deepEqual(createHarness({ failure }).picker.labels, ['$(error) Bitbucket cannot be reached']);
    });

    it('ends with what was chosen, or with nothing', async () => {
      const chosen = createHarness({ choices: [choice('fig')] });
      await chosen.picker.choose('fig');
      editor.current().pickers.length = 0;
      const left = createHarness({ choices: [choice('fig')] });
      await left.picker.type('fig');
      await left.picker.leave();
      await left.pass(1000);
      assert.deepEqual([await chosen.picking, await left.picking, left.searches], ['fig', undefined, []]);
    });
  });
});
