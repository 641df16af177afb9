import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { toSignInPlace } from '../../../src/auth/keptSignIn';
import { AuthError, type AuthFailure } from '../../../src/auth/authError';
import { FakeClock } from '../../support/fakeClock';
import { createPendingSignIns } from '../../support/fakeSignInWindow';
import { redirectUri, anna, createHarness, givenBack, tokens } from './signInHarness';
const failureOf = (promise: Promise<unknown>): Promise<AuthFailure> =>
  promise.then(
    () => assert.fail('expected a failure'),
    (error: unknown) => (AuthError.is(error) ? error.failure : assert.fail(String(error))),
  );

describe('signIn', () => {
  it('opens Bitbucket’s consent page with everything it needs, and nothing it does not support', async () => {
    const { run, opened, exchanges } = createHarness();
    await run();
    const [url = assert.fail('no page was opened')] = opened;
    const { code_challenge, state, ...others } = Object.fromEntries(url.searchParams);
    assert.equal(`${url.origin}${url.pathname}`, 'https://bitbucket.org/site/oauth2/authorize');
    assert.deepEqual(others, {
      client_id: 'consumer-1',
      response_type: 'code',
      redirect_uri: redirectUri,
      code_challenge_method: 'S256',
    });
    assert.match(state ?? '', /^[\w-]{43}$/);
    const [exchange] = exchanges as readonly { codeVerifier: string }[];
    assert.equal(
      createHash('sha256')
        .update(exchange?.codeVerifier ?? '')
        .digest('base64url'),
      code_challenge,
    );
  });

  it('exchanges the code once, with the redirect_uri of the consent page, and keeps the session', async () => {
    const { run, exchanges, added, revoked, way } = createHarness();
    const session = await run();
    const { codeVerifier, ...exchange } = exchanges[0] as Record<string, string>;
    assert.match(codeVerifier ?? '', /^[\w-]{43}$/);
    assert.deepEqual(
      { exchange, count: exchanges.length, added, revoked, way, id: session.id },
      {
        exchange: {
          oauthUrl: 'https://bitbucket.org/site/oauth2',
          key: 'consumer-1',
          code: 'the-code',
          redirectUri,
        },
        count: 1,
        added: [{ account: anna, scopes: ['account', 'repository:write'], consumerKey: 'consumer-1' }],
        revoked: [],
        way: { open: 1, closed: 1 },
        id: 's1',
      },
    );
  });

  it('goes on waiting when the editor says the page was not opened: the user copied the address', async () => {
    const { run, untilOpened, pending, opened } = createHarness({ browse: () => false });
    const running = run();
    await untilOpened(1);
    assert.equal(pending.accept(`code=the-code&state=${opened[0]?.searchParams.get('state') ?? ''}`), 'taken');
    assert.equal((await running).id, 's1');
  });

  it('goes on waiting when the browser cannot be opened at all', async () => {
    const { run, untilOpened, pending, opened } = createHarness({
      browse: () => Promise.reject(new Error('no browser')),
    });
    const running = run();
    await untilOpened(1);
    assert.equal(pending.accept(`code=the-code&state=${opened[0]?.searchParams.get('state') ?? ''}`), 'taken');
    assert.equal((await running).id, 's1');
  });

  it('never exchanges a code that arrives with someone else’s state', async () => {
    const { run, untilOpened, exchanges, clock } = createHarness({
      browse: ({ come }) => come('code=stolen&state=other'),
    });
    const failing = failureOf(run());
    await untilOpened(1);
    assert.deepEqual(await clock.runUntilSettled(failing), { kind: 'timedOut' });
    assert.deepEqual(exchanges, []);
  });

  it('does not exchange the codes of two sign-ins for each other', async () => {
    const { run, untilOpened, pending, opened, exchanges } = createHarness({ browse: () => true });
    const both = [run(), run()];
    await untilOpened(2);
    const [first, second] = opened.map((url) => url.searchParams.get('state') ?? '');
    pending.accept(`code=for-second&state=${second ?? ''}`);
    pending.accept(`code=for-first&state=${first ?? ''}`);
    await Promise.all(both);
    const verifiers = new Map(
      (exchanges as readonly { code: string; codeVerifier: string }[]).map((it) => [it.code, it.codeVerifier]),
    );
    for (const [code, index] of [
      ['for-first', 0],
      ['for-second', 1],
    ] as const) {
      const challenge = createHash('sha256')
        .update(verifiers.get(code) ?? '')
        .digest('base64url');
      assert.equal(challenge, opened[index]?.searchParams.get('code_challenge'));
    }
  });

  it('says "denied" when the user pressed Cancel on Bitbucket’s page', async () => {
    const { run, exchanges, way } = createHarness({
      browse: ({ state, come }) => come(`error=access_denied&error_description=The+user+denied&state=${state}`),
    });
    assert.deepEqual(await failureOf(run()), { kind: 'denied' });
    assert.deepEqual([exchanges, way.closed], [[], 1]);
  });

  it('names another error that Bitbucket sends back, in harmless characters', async () => {
    const { run } = createHarness({ browse: ({ state, come }) => come(`error=server_error%3Cb%3E&state=${state}`) });
    assert.deepEqual(await failureOf(run()), { kind: 'unexpected', code: 'server_errorb' });
  });

  it('times out after five minutes and leaves nothing behind', async () => {
    const { run, untilOpened, clock, way, pending, opened } = createHarness({ browse: () => true });
    const failing = failureOf(run());
    await untilOpened(1);
    assert.deepEqual(await clock.runUntilSettled(failing), { kind: 'timedOut' });
    assert.deepEqual(clock.slept, [300_000]);
    assert.deepEqual(way, { open: 1, closed: 1 });
    assert.equal(clock.wakeNext(), false);
    assert.equal(pending.accept(`code=late&state=${opened[0]?.searchParams.get('state') ?? ''}`), 'stray');
  });

  it('ends at once when the user cancels, and leaves nothing behind', async () => {
    const { run, untilOpened, controller, clock, way } = createHarness({ browse: () => true });
    const running = run();
    await untilOpened(1);
    const reason = new Error('cancelled');
    controller.abort(reason);
    await assert.rejects(running, reason);
    assert.deepEqual(way, { open: 1, closed: 1 });
    assert.equal(clock.wakeNext(), false);
  });

  it('stores nothing and revokes the tokens when the user cancels while Bitbucket is asked who they are', async () => {
    const { run, controller, added, revoked } = createHarness({
      fetchAccount: () => {
        controller.abort(new Error('cancelled'));
        return Promise.resolve(anna);
      },
    });
    await assert.rejects(run(), /cancelled/);
    assert.deepEqual([added, revoked], [[], givenBack]);
  });

  it('stores nothing and revokes the tokens when the user cancels just before they are written', async () => {
    const { run, controller, added, revoked } = createHarness({
      beforeWrite: () => {
        controller.abort(new Error('cancelled'));
      },
    });
    await assert.rejects(run(), /cancelled/);
    assert.deepEqual([added, revoked], [[], givenBack]);
  });

  it('says which permission the consumer lacks, stores nothing and revokes the tokens', async () => {
    const { run, added, revoked } = createHarness({
      grant: () => Promise.resolve({ tokens, scopes: ['email', 'repository'] }),
    });
    assert.deepEqual(await failureOf(run()), {
      kind: 'missingScopes',
      missing: ['account', 'repository:write'],
      granted: ['email', 'repository'],
    });
    assert.deepEqual([added, revoked], [[], givenBack]);
  });

  for (const kind of ['wrongConsumer', 'grantRefused', 'unreachable'] as const) {
    it(`hands on ${kind} of the token endpoint, and stores nothing`, async () => {
      const { run, added, revoked } = createHarness({ grant: () => Promise.reject(new AuthError({ kind })) });
      assert.deepEqual(await failureOf(run()), { kind });
      assert.deepEqual([added, revoked], [[], []]);
    });
  }

  it('stores nothing and revokes the tokens when Bitbucket does not say whose they are', async () => {
    const { run, added, revoked, log } = createHarness({ fetchAccount: () => Promise.reject(new Error('at leaked')) });
    assert.deepEqual(await failureOf(run()), { kind: 'accountUnavailable' });
    assert.deepEqual([added, revoked], [[], givenBack]);
    assert.doesNotMatch(log.lines.join(), /leaked|the-code/);
  });

  it('gets the session that another window has ended the sign-in with, and asks for no code of its own', async () => {
    const { run, untilOpened, opened, pendingSignIns, sessions, exchanges, kept } = createHarness({
      browse: () => true,
    });
    const running = run();
    await untilOpened(1);
    const session = { id: 's9', account: anna, scopes: ['account', 'repository:write'], hasEnded: false };
    await pendingSignIns.take(opened[0]?.searchParams.get('state') ?? '');
    await pendingSignIns.finish(opened[0]?.searchParams.get('state') ?? '', { kind: 'session', sessionId: 's9' });
    // The session itself may be heard of a moment later.
    await new Promise((resolve) => setImmediate(resolve));
    sessions.all = [session];
    sessions.onDidChange.fire({ added: [session], removed: [], signedOut: [], changed: [], signedInAgain: [] });
    assert.deepEqual(await running, session);
    assert.deepEqual([exchanges, kept.text], [[], undefined]);
  });

  it('does not blame the browser when the session of another window is not heard of', async () => {
    const { run, untilOpened, opened, pendingSignIns, clock, kept } = createHarness({ browse: () => true });
    const failing = failureOf(run());
    await untilOpened(1);
    await pendingSignIns.finish(opened[0]?.searchParams.get('state') ?? '', { kind: 'session', sessionId: 's9' });
    assert.deepEqual(await clock.runUntilSettled(failing), { kind: 'notHeardOf' });
    assert.deepEqual([clock.slept.at(-1), kept.text], [15_000, undefined]);
  });

  it('leaves a code that came to two windows to the one that took it first', async () => {
    const { run, untilOpened, opened, pending, pendingSignIns, sessions, exchanges, kept } = createHarness({
      browse: () => true,
    });
    const running = run();
    await untilOpened(1);
    const state = opened[0]?.searchParams.get('state') ?? '';
    const session = { id: 's9', account: anna, scopes: ['account', 'repository:write'], hasEnded: false };
    sessions.all = [session];
    await createPendingSignIns(new FakeClock(), kept).take(state);
    pending.accept(`code=the-code&state=${state}`);
    await pendingSignIns.finish(state, { kind: 'session', sessionId: 's9' });
    assert.deepEqual([await running, exchanges], [session, []]);
  });

  it('keeps a code to itself once it has come', async () => {
    const { run, opened, kept, exchanges } = createHarness({
      grant: async () => {
        const state = opened[0]?.searchParams.get('state') ?? '';
        taken.push(await createPendingSignIns(new FakeClock(), kept).take(state));
        return { tokens, scopes: ['account', 'repository:write'] };
      },
    });
    const taken: unknown[] = [];
    await run();
    assert.deepEqual([taken, exchanges.length], [[undefined], 1]);
  });

  it('fails as it has failed in another window', async () => {
    const { run, untilOpened, opened, pendingSignIns, kept } = createHarness({ browse: () => true });
    const failing = failureOf(run());
    await untilOpened(1);
    const failure = { kind: 'grantRefused' as const };
    await pendingSignIns.finish(opened[0]?.searchParams.get('state') ?? '', { kind: 'failed', failure });
    assert.deepEqual(await failing, failure);
    assert.equal(kept.text, undefined);
  });

  it('takes what is pasted while the browser is awaited, as it takes a redirect', async () => {
    const asked: unknown[] = [];
    const { run, opened, exchanges, way } = createHarness({
      browse: () => true,
      askForPaste: (expected) => {
        asked.push(expected);
        return Promise.resolve({ kind: 'code', code: 'pasted' });
      },
    });
    await run();
    assert.deepEqual(asked, [{ state: opened[0]?.searchParams.get('state'), redirectUri }]);
    assert.equal((exchanges[0] as { code: string }).code, 'pasted');
    assert.equal(way.closed, 1);
  });

  it('keeps for other windows what they need to end it, and nothing once it is over, however it ends', async () => {
    for (const end of ['redirect', 'cancel', 'timeout'] as const) {
      const { run, untilOpened, controller, clock, kept, opened, pending } = createHarness({ browse: () => true });
      const ending = run().then(
        () => 'session',
        () => 'failed',
      );
      await untilOpened(1);
      const state = opened[0]?.searchParams.get('state') ?? '';
      assert.ok(kept.content.has(await toSignInPlace(state)));
      if (end === 'redirect') pending.accept(`code=c&state=${state}`);
      else if (end === 'cancel') controller.abort(new Error('cancelled'));
      else await clock.runUntilSettled(ending);
      await ending;
      assert.equal(kept.text, undefined, end);
      assert.equal(clock.wakeNext(), false, end);
    }
  });
});
