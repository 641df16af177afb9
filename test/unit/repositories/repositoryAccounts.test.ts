import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event';
import { RepositoryAccounts, type Account } from '../../../src/repositories/repositoryAccounts';
import { sales } from '../../support/fakeRemote';
import { MemoryState } from '../../support/memoryStores';

const anna = { id: '1', label: 'Anna' };
const ben = { id: '2', label: 'Ben' };

function createHarness({
  accounts = [anna, ben],
  seeing = [anna, ben],
  drafters = [],
}: { accounts?: Account[]; seeing?: Account[]; drafters?: Account[] } = {}) {
  const onDidChange = new Emitter<undefined>();
  const state = new MemoryState();
  const asked: string[] = [];
  const signedIn = { accounts };
  const choices = new RepositoryAccounts({
    accounts: { accounts: () => Promise.resolve(signedIn.accounts), onDidChange: onDidChange.event },
    canSee: (account) => {
      asked.push(account.label);
      return Promise.resolve(seeing.includes(account));
    },
    findDrafters: () => Promise.resolve(drafters.map(({ id }) => id)),
    state,
  });
  const signIn = (now: Account[]) => {
    signedIn.accounts = now;
    onDidChange.fire(undefined);
  };
  return { choices, state, asked, signIn };
}

const neverAsk = () => assert.fail('the user must not be asked');

describe('RepositoryAccounts', () => {
  const cases: readonly [string, Account[], Account[], Account | undefined, string[]][] = [
    ['nobody when nobody is signed in', [], [], undefined, []],
    ['the only account, without a request', [ben], [], ben, []],
    ['the first of several that sees it', [anna, ben], [anna, ben], anna, ['Anna']],
    ['the only one of several that sees it', [anna, ben], [ben], ben, ['Anna', 'Ben']],
    ['the first when none sees it, so that its refusal can be read', [anna, ben], [], anna, ['Anna', 'Ben']],
  ];
  for (const [what, accounts, seeing, expected, requests] of cases) {
    it(`takes ${what}`, async () => {
      const { choices, asked } = createHarness({ accounts, seeing });
      assert.deepEqual(await choices.find(sales), expected);
      assert.deepEqual(asked, requests);
    });
  }

  it('looks once, however many files are read at the same time and after', async () => {
    const { choices, asked } = createHarness();
    await Promise.all([choices.find(sales), choices.find(sales)]);
    await choices.find(sales);
    assert.deepEqual(asked, ['Anna']);
  });

  it('asks once when two see it, and remembers', async () => {
    const { choices } = createHarness();
    const offered: (readonly Account[])[] = [];
    const ask = (candidates: readonly Account[]) => {
      offered.push(candidates);
      return Promise.resolve(ben);
    };
    assert.equal(await choices.findOrAsk(sales, ask), ben);
    assert.equal(await choices.findOrAsk(sales, ask), ben);
    assert.equal(await choices.find(sales), ben);
    assert.deepEqual(offered, [[anna, ben]]);
  });

  it('does not ask when only one sees it', async () => {
    const { choices } = createHarness({ seeing: [ben] });
    assert.equal(await choices.findOrAsk(sales, neverAsk), ben);
  });

  it('opens nothing when the user does not choose, and asks again the next time', async () => {
    const { choices } = createHarness();
    assert.equal(await choices.findOrAsk(sales, () => Promise.resolve(undefined)), undefined);
    assert.equal(await choices.findOrAsk(sales, () => Promise.resolve(ben)), ben);
  });

  it('tells when the choice changes, and keeps it over a sign-out', async () => {
    const { choices, signIn } = createHarness();
    const changes: unknown[] = [];
    choices.onDidChange((repository) => changes.push(repository));
    await choices.find(sales);
    await choices.choose(sales, ben.id);
    await choices.choose(sales, ben.id);
    assert.deepEqual(changes, [sales]);

    signIn([anna]);
    assert.equal(await choices.find(sales), anna);
    signIn([anna, ben]);
    assert.equal(await choices.find(sales), ben);
    assert.deepEqual(changes, [sales, undefined, undefined]);
  });

  it('lets the account whose rows were used serve, where none was chosen yet, without a request', async () => {
    const { choices, asked } = createHarness();
    await choices.suggest(sales, ben.id);
    const first = await choices.find(sales);
    await choices.suggest(sales, anna.id);
    assert.deepEqual([first, await choices.find(sales), asked], [ben, ben, []]);
  });

  it('remembers no account where there is only one, or that is not signed in', async () => {
    const single = createHarness({ accounts: [anna] });
    await single.choices.suggest(sales, anna.id);
    const stranger = createHarness();
    await stranger.choices.suggest(sales, '3');
    assert.deepEqual([...single.state.values, ...stranger.state.values], []);
  });

  it('takes the one of several that has drafts of it, without a request, unless another one was chosen', async () => {
    const { choices, asked } = createHarness({ drafters: [ben] });
    assert.deepEqual([await choices.find(sales), asked], [ben, []]);
    await choices.choose(sales, anna.id);
    assert.equal(await choices.find(sales), anna);
  });

  it('names whose drafts count while nobody is signed in: those of the chosen account, else the last saved', async () => {
    const { choices } = createHarness({ drafters: [ben, anna] });
    assert.equal(await choices.findDrafter(sales), ben.id);
    await choices.choose(sales, anna.id);
    assert.equal(await choices.findDrafter(sales), anna.id);
    assert.equal(await createHarness().choices.findDrafter(sales), undefined);
  });

  it('does not take a failure for a refusal', async () => {
    const { state } = createHarness();
    const choices = new RepositoryAccounts({
      accounts: { accounts: () => Promise.resolve([anna, ben]), onDidChange: new Emitter<undefined>().event },
      canSee: () => Promise.reject(new Error('offline')),
      findDrafters: () => Promise.resolve([]),
      state,
    });
    await assert.rejects(choices.find(sales), /offline/);
  });
});
