import assert from 'node:assert/strict';
import { settleDown } from '../../support/fakeClock';
import { hang, hangInBody, json, type FakeAnswer } from '../../support/fakeFetch';
import { collect } from '../../support/collect';
import { commit, createHarness, repository, user, type HarnessOptions } from './clientHarness';

const never = new Promise<never>(() => undefined);

/** Starts a request, cancels it once nothing moves any more, and waits for the end. */
async function cancelWhileIdle(options: HarnessOptions): Promise<{ reason: unknown; outcome: unknown; sent: number }> {
  const { client, requests } = createHarness(options);
  const controller = new AbortController();
  const outcome = client.fetchUser(controller.signal).catch((error: unknown) => error);
  await settleDown();
  const reason = new Error('the user closed the view');
  controller.abort(reason);
  return { reason, outcome: await outcome, sent: requests.length };
}

describe('cancelling', () => {
  const limited = new Response('', { status: 429, headers: { 'Retry-After': '9' } });
  const ignoresSignals: FakeAnswer = () => never;
  const cases: readonly [string, HarnessOptions, sent: number][] = [
    ['while waiting for a token', { tokens: { getAccessToken: () => never, renewAccessToken: () => never } }, 0],
    ['while waiting for the answer', { answers: [hang] }, 1],
    ['while waiting for a server that does not listen', { answers: [ignoresSignals] }, 1],
    ['while reading the body', { answers: [hangInBody] }, 1],
    ['while waiting for the next attempt', { answers: [limited] }, 1],
    [
      'while renewing the token',
      {
        answers: [json({}, { status: 401 })],
        tokens: { getAccessToken: () => Promise.resolve('t'), renewAccessToken: () => never },
      },
      1,
    ],
  ];
  for (const [situation, options, expectedSent] of cases) {
    it(`${situation} ends at once with the caller’s own reason`, async () => {
      const { reason, outcome, sent } = await cancelWhileIdle(options);
      assert.equal(outcome, reason);
      assert.equal(sent, expectedSent);
    });
  }

  it('before the start sends nothing, and asks for no token either', async () => {
    const asked: string[] = [];
    const ask = (what: string) => () => {
      asked.push(what);
      return never;
    };
    const tokens = { getAccessToken: ask('token'), renewAccessToken: ask('another token') };
    const { client, requests } = createHarness({ tokens });
    const reason = new Error('too late');
    await assert.rejects(client.fetchUser(AbortSignal.abort(reason)), reason);
    await settleDown();
    assert.deepEqual({ asked, requests }, { asked: [], requests: [] });
  });

  it('between two pages sends nothing more', async () => {
    const next = 'https://api.bitbucket.example/2.0/user/workspaces?page=2';
    const { client, requests } = createHarness({ answers: [json({ values: [], next })] });
    const controller = new AbortController();
    const pages = client.listWorkspaces(controller.signal)[Symbol.asyncIterator]();
    await pages.next();
    controller.abort();
    await assert.rejects(pages.next(), { name: 'AbortError' });
    assert.equal(requests.length, 1);
  });

  it('while queued leaves at once and frees its place', async () => {
    const answers: FakeAnswer[] = [hang, json(user)];
    const { client, requests } = createHarness({ answers, maxConcurrentRequests: 1 });
    const [running, queued] = [new AbortController(), new AbortController()];
    const first = client.fetchUser(running.signal).catch(() => 'cancelled');
    await settleDown();
    const second = client.fetchUser(queued.signal).catch(() => 'cancelled');
    const third = client.fetchUser();
    await settleDown();

    queued.abort();
    assert.equal(await second, 'cancelled');
    assert.equal(requests.length, 1);

    running.abort();
    assert.equal(await first, 'cancelled');
    assert.equal((await third).displayName, 'Anna');
    assert.equal(requests.length, 2);
  });

  it('one request does not disturb another one', async () => {
    const { client } = createHarness({ answers: [hang, json(user)] });
    const controller = new AbortController();
    const first = client.fetchUser(controller.signal).catch(() => 'cancelled');
    await settleDown();
    const second = client.fetchUser();
    await settleDown();
    controller.abort();
    assert.deepEqual([await first, (await second).displayName], ['cancelled', 'Anna']);
  });
});

describe('a body that never ends', () => {
  it('counts towards the time-out', async () => {
    const { client, clock } = createHarness({ answers: [hangInBody] });
    await assert.rejects(clock.runUntilSettled(client.fetchUser()), { message: /no answer \(time-out\)/ });
    assert.deepEqual(clock.slept, [30_000]);
  });
});

describe('a connection', () => {
  const outcomeOf = async (answer: Response): Promise<boolean | undefined> => {
    let signal: AbortSignal | undefined;
    const { client } = createHarness({
      fetch: (_url, request) => {
        signal = request.signal;
        return Promise.resolve(answer);
      },
    });
    await client.fetchFile(repository, commit, 'a.yaml').catch(() => undefined);
    return signal?.aborted;
  };

  it('is cut when an answer is not read to its end, and kept when it is', async () => {
    const page = new Response('<html>', { headers: { 'Content-Type': 'text/html' } });
    assert.deepEqual([await outcomeOf(page), await outcomeOf(new Response('content'))], [true, false]);
  });
});

describe('many requests', () => {
  /** Answers only when told to, and knows how many are under way. */
  function createSlowServer() {
    const waiting: (() => void)[] = [];
    let most = 0;
    const answer: FakeAnswer = () =>
      new Promise((resolve) => {
        waiting.push(() => {
          resolve(json({ values: [] }));
        });
        most = Math.max(most, waiting.length);
      });
    return { answer, waiting, most: () => most };
  }

  it('go out twelve at a time, and all get their turn', async () => {
    const { answer, waiting, most } = createSlowServer();
    const { client, requests } = createHarness({ answers: Array.from({ length: 30 }, () => answer) });
    const lists = Array.from({ length: 30 }, (_, index) => collect(client.listWritableRepositories(`w${index}`)));
    for (let answered = 0; answered < 30; answered++) {
      await settleDown();
      waiting.shift()?.();
    }
    await Promise.all(lists);
    assert.deepEqual({ most: most(), requests: requests.length }, { most: 12, requests: 30 });
  });

  it('are not held up by one that waits for its next attempt', async () => {
    const limited = new Response('', { status: 429, headers: { 'Retry-After': '9' } });
    const { client, clock } = createHarness({ answers: [limited, json(user), json(user)], maxConcurrentRequests: 1 });
    const waiting = client.fetchUser();
    await settleDown();
    assert.equal((await client.fetchUser()).displayName, 'Anna');
    await clock.runUntilSettled(waiting);
  });
});
