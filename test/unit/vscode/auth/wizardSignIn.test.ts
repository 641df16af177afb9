import assert from 'node:assert/strict';
import { AuthError } from '../../../../src/auth/authError';
import { toSession, type StoredSession } from '../../../../src/auth/session';
import { Emitter } from '../../../../src/base/event';
import type { Authentication } from '../../../../src/vscode/auth/createAuthentication';
import { SignInsUnderWay } from '../../../../src/vscode/auth/signInUnderWay';
import { createWizardSignIn } from '../../../../src/vscode/auth/wizardSignIn';
import { storedSession } from '../../auth/sessionsHarness';

describe('signing in for the wizard', () => {
  function createHarness(stored: readonly StoredSession[], run: () => Promise<StoredSession>) {
    const underWay = new SignInsUnderWay();
    const wanted: unknown[] = [];
    const signIn = {
      underWay,
      run: async (_scopes: readonly string[], options: unknown) => {
        wanted.push(options);
        return toSession(await run());
      },
    };
    const sessions = {
      getSessions: () => Promise.resolve(stored.map(toSession)),
      onDidChange: new Emitter<unknown>().event,
    };
    const consumers = { hasConsumer: true, onDidChange: new Emitter<unknown>().event };
    const findStored = (id: string) => Promise.resolve(stored.find((it) => it.id === id));
    const parts = { sessions, consumers, signIn, findStored } as unknown as Authentication;
    return { source: createWizardSignIn(parts), wanted, underWay };
  }

  it('tells who it is, and nothing of the session but whether it has ended', async () => {
    const anna = storedSession();
    const { source, wanted } = createHarness([anna], () => Promise.resolve(anna));
    assert.deepEqual(await source.accounts(), [{ ...anna.account, hasEnded: false }]);
    assert.deepEqual(await source.signIn('default'), { kind: 'signedIn', accountId: anna.account.id });
    assert.deepEqual(wanted, [{ hasSeenPermissions: true }]);
  });

  it('says why it failed, and nothing where the person gave up', async () => {
    const unreachable = createHarness([], () => Promise.reject(new AuthError({ kind: 'unreachable' })));
    const end = await unreachable.source.signIn('default');
    assert.match(end.kind === 'notSignedIn' ? (end.reason ?? '') : '', /Bitbucket could not be reached/);
    const failure = { kind: 'cancelled', hasOpenedBrowser: false } as const;
    const cancelled = createHarness([], () => Promise.reject(new AuthError(failure)));
    assert.deepEqual(await cancelled.source.signIn('apiToken'), { kind: 'notSignedIn', reason: undefined });
  });

  it('again is for the same account, and by the way it came', async () => {
    for (const [stored, way] of [
      [storedSession(), {}],
      [storedSession({ consumerKey: 'api-token' }), { way: 'apiToken' }],
    ] as const) {
      const { source, wanted } = createHarness([stored], () => Promise.resolve(stored));
      await source.signInAgain(stored.account.id);
      assert.deepEqual(wanted, [{ again: stored.account, ...way, hasSeenPermissions: true }]);
    }
  });

  it('another way begins with the choice of it', async () => {
    const { source, wanted } = createHarness([], () => Promise.resolve(storedSession()));
    await source.signIn('anotherWay');
    assert.deepEqual(wanted, [{ choosesWay: true, hasSeenPermissions: true }]);
  });
});
