import fc from 'fast-check';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AuthError } from '../../../../src/auth/authError';
import { defaultEndpoints } from '../../../../src/auth/endpoints';
import { finishElsewhere } from '../../../../src/auth/finishElsewhere';
import { PendingRedirects } from '../../../../src/auth/pendingRedirects';
import { AuthorizedUriHandler } from '../../../../src/vscode/auth/authorizedUri';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { createPendingSignIns, MemoryPendingStore } from '../../../support/fakeSignInWindow';
import { RecordingLog } from '../../auth/recordingLog';

const ownState = 'kfs0G3bXr2wq9v6mC1dYtAa7uHnPzEeLoJiVgRxTsQ4';
const otherState = 'Zw4QxTsRgViJoLePzHnAu7aYtd1Cm6v9qw2rXb3G0sf';

/** A window that waits for one sign-in, beside another window that waits for a second one. */
async function createWindow() {
  const clock = new FakeClock();
  const log = new RecordingLog();
  const store = new MemoryPendingStore();
  const pendingSignIns = createPendingSignIns(clock, store);
  for (const state of [ownState, otherState]) {
    await pendingSignIns.add({
      ...{ state, verifier: `verifier of ${state}`, redirectUri: 'vscode://x.y/authorized', consumerKey: 'key' },
      ...{ expiresAt: clock.now() + 300_000, endpoints: defaultEndpoints, scopes: [] },
    });
  }
  const exchanges: string[] = [];
  const strays: string[] = [];
  const pending = new PendingRedirects(log);
  const consumer = { key: 'key', secret: 'secret', callbackUrl: 'vscode://x.y/authorized' };
  const finishing: Promise<unknown>[] = [];
  const finish = async (query: string) => {
    const end = await finishElsewhere(
      {
        pendingSignIns,
        binding: { readEndpoints: () => defaultEndpoints, findConsumer: () => Promise.resolve(consumer) },
        loadParts: () =>
          Promise.resolve({
            tokenEndpoint: {
              exchangeCode: (_oauthUrl, _consumer, { code }) => {
                exchanges.push(code);
                return Promise.reject(new AuthError({ kind: 'grantRefused' }));
              },
              revoke: () => Promise.resolve(),
            },
            fetchAccount: () => assert.fail('There is no token to ask with.'),
            sessions: { add: () => assert.fail('There is nothing to keep.') },
            log,
          }),
      },
      query,
      new AbortController().signal,
    );
    return end !== undefined;
  };
  const handler = new AuthorizedUriHandler(
    pending,
    {
      finishElsewhere: (query) => {
        const finished = finish(query);
        finishing.push(finished);
        return finished;
      },
      showStray: () => Promise.resolve(void strays.push('shown')),
    },
    log,
  );
  const answer = pending.waitFor(ownState, new AbortController().signal);
  return { handler, answer, exchanges, store, log, untilFinished: () => Promise.all(finishing) };
}

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
/** Close to the right thing, and not it. */
const nearState = fc.constantFrom(
  ownState.slice(1),
  `${ownState} `,
  `${otherState}.`,
  ownState.toUpperCase(),
  '',
  '\0',
);
const hostileValue = fc.oneof(
  anyText,
  nearState,
  fc.constantFrom('../..', '<script>', 'command:x', '%00', '%', '+', '&state='),
);
const parameter = fc.tuple(
  fc.oneof(fc.constantFrom('code', 'state', 'error', 'State', 'state[]', 'windowId', '__proto__'), anyText),
  hostileValue,
);
const rawQuery = fc.oneof(
  fc.array(parameter, { maxLength: 8 }).map((pairs) => new URLSearchParams(pairs).toString()),
  fc.array(parameter, { maxLength: 8 }).map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&')),
  anyText,
  // A right state, in an address that says something twice or nothing at all.
  fc.constantFrom(
    `state=${ownState}`,
    `code=a&code=b&state=${ownState}`,
    `code=a&state=${ownState}&state=${otherState}`,
    `code=a&error=b&state=${otherState}`,
    `code=&state=${otherState}`,
    `code=a&state=${ownState}&state=`,
    `state=${otherState}&code=${'x'.repeat(20_000)}`,
  ),
);
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constant('/authorized') },
  {
    weight: 1,
    arbitrary: fc.oneof(
      anyText.map((it) => `/${it}`),
      fc.constantFrom('/', '/authorized/', '/Authorized'),
    ),
  },
);

describe('hostile addresses', () => {
  it('12,000 of them neither reach the token endpoint, nor end a sign-in of any window, nor throw', async () => {
    const { handler, answer, exchanges, store, log, untilFinished } = await createWindow();
    const before = store.text;
    let opened = 0;
    fc.assert(
      fc.property(path, rawQuery, anyText, (anyPath, query, fragment) => {
        const [scheme, authority] = ['vscode', 'maia-community.maia-bitbucket'];
        handler.handleUri(vscode.Uri.from({ scheme, authority, path: anyPath, query, fragment }));
        opened++;
      }),
      { numRuns: 12_000 },
    );
    await untilFinished();
    await settleDown();
    assert.ok(opened >= 12_000);
    assert.deepEqual(exchanges, []);
    assert.equal(store.text, before);
    const [, longest = ''] = [...log.lines].map(String).sort((a, b) => a.length - b.length);
    assert.ok(longest.length < 200, 'The log quotes nothing of them.');
    handler.handleUri(vscode.Uri.parse(`vscode://x.y/authorized?code=right&state=${ownState}`));
    assert.deepEqual(await answer, { kind: 'code', code: 'right' });
    handler.handleUri(vscode.Uri.parse(`vscode://x.y/authorized?code=elsewhere&state=${otherState}`));
    await untilFinished();
    assert.deepEqual(exchanges, ['elsewhere']);
  });

  it('replays of a redirect that was taken do nothing, however many come', async () => {
    const { handler, answer, exchanges, untilFinished } = await createWindow();
    for (let round = 0; round < 100; round++) {
      handler.handleUri(vscode.Uri.parse(`vscode://x.y/authorized?code=c${round}&state=${ownState}`));
      handler.handleUri(vscode.Uri.parse(`vscode://x.y/authorized?code=d${round}&state=${otherState}`));
    }
    await untilFinished();
    assert.deepEqual(await answer, { kind: 'code', code: 'c0' });
    // Those that come at once race for it; which of them is taken is nobody's concern.
    assert.equal(exchanges.length, 1);
    assert.match(exchanges[0] ?? '', /^d\d+$/);
  });
});
