import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenGrant } from '../../src/auth/tokenEndpoint';
import { EmulatorAdmin } from '../emulator/adminClient';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { answerConsent } from '../emulator/scriptedConsent';
import { EditorProfile, type ProfileKind } from './editorProfile';
import type { WindowProcess } from './windowProcess';

const scopes = ['account', 'repository:write'];
const anna = { id: '{anna}', label: 'Anna Schmidt' };
const minuteMs = 60_000;
const races = 200;

/** Where a lock reaches all windows, and where none does. */
const kinds: readonly ProfileKind[] = ['web', 'desktop', 'remote'];

for (const kind of kinds) {
  describe(`windows of one profile (${kind})`, () => {
    let emulator: Emulator;
    let admin: EmulatorAdmin;
    let profile: EditorProfile;

    beforeEach(async () => {
      emulator = await startEmulator();
      admin = new EmulatorAdmin(emulator.adminUrl);
      profile = new EditorProfile(kind, emulator);
    });
    afterEach(async () => {
      await profile.close();
      await emulator.stop();
    });

    /** As somebody who has just granted access. */
    async function signIn(window: WindowProcess, account = anna, user = 'anna'): Promise<void> {
      const answer = await admin.mintTokens(user, scopes);
      const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = answer;
      const now = Date.now();
      const tokens = { accessToken, refreshToken, receivedAt: now, expiresAt: now + seconds * 1000 };
      const grant: TokenGrant = { tokens, scopes };
      await window.do('signIn', { account, grant });
    }

    /** Somebody asks in the window and grants access in the browser, which comes back with this. */
    async function grant(window: WindowProcess, user: string): Promise<string> {
      const page = new URL(await window.do('beginSignIn'));
      // The name is for browsers; Node only knows the number.
      page.hostname = new URL(emulator.oauthUrl).hostname;
      return (await answerConsent(page.href, { user })).search.slice(1);
    }

    /** The browser comes back to this window, perhaps before it has heard of the sign-in; resolves with how it ended. */
    const comeBack = (window: WindowProcess, query: string): Promise<string> => window.do('comeBack', { query });

    /** Each code that the browser brought, and none twice. */
    async function assertExchangedOnce(codes: number): Promise<void> {
      assert.deepEqual(await admin.readExchanges(), { codes, attempts: codes });
    }

    async function openSignedIn(count: number): Promise<readonly WindowProcess[]> {
      await signIn(await profile.openWindow());
      const windows = await Promise.all(Array.from({ length: count }, () => profile.openWindow()));
      for (const window of windows) await untilSessions(window, ['Anna Schmidt']);
      return windows;
    }

    /** Resolves when what the windows wrote has arrived, and what they wrote because of that. */
    async function untilQuiet(): Promise<void> {
      for (let turn = 0; turn < 5; turn++) {
        await profile.settle();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    const use = (window: WindowProcess, waitMs = 0) => window.do('use', { accountId: anna.id, waitMs });

    it(`lose no session in ${races} races for its renewal`, async function () {
      this.timeout(600_000);
      const windows = await openSignedIn(2);
      // As far away as Bitbucket: whoever begins a little later begins before the other has its answer.
      await admin.addFault({ path: '/site/oauth2/access_token', effect: { kind: 'answerLatency', ms: 30 } });
      const lost: unknown[] = [];
      for (let race = 0; race < races; race++) {
        await admin.expireAccessTokens('anna');
        const results = await Promise.all(windows.map((window) => use(window, Math.random() * 20)));
        if (results.some((it) => it !== 200)) lost.push(results);
        await profile.settle();
      }
      const { succeeded, overlapping, tooLate } = await admin.readRenewals();
      process.stdout.write(`    ${kind}: ${races} races, ${succeeded} renewals, ${overlapping} overlapping\n`);
      assert.deepEqual([lost, tooLate], [[], 0]);
      assert.ok(succeeded >= races);
      // Without a common disk nothing keeps them apart, and that is survived; elsewhere they take turns.
      assert.equal(overlapping >= 100, kind === 'remote', `${overlapping} renewals overlapped.`);
      for (const window of windows) assert.equal((await window.do('readTroubles')).ends, 0);
      assert.equal(await use(await profile.openWindow()), 200);
    });

    it('hear of a sign-in in one of them', async () => {
      const [first, second] = await openSignedIn(2);
      assert.ok(first && second);
      await signIn(first, { id: '{ben}', label: 'Ben Okafor' }, 'ben');
      await untilSessions(second, ['Anna Schmidt', 'Ben Okafor']);
      assert.equal(await second.do('use', { accountId: '{ben}' }), 200);
    });

    it('keep both accounts that are signed in at the same moment, also for a window that is opened afterwards', async () => {
      for (let round = 0; round < 5; round++) {
        const [first, second] = await openSignedIn(2);
        assert.ok(first && second);
        await Promise.all([
          signIn(first, { id: '{ben}', label: 'Ben Okafor' }, 'ben'),
          signIn(second, { id: '{third}', label: 'Third' }, 'ben'),
        ]);
        const all = ['Anna Schmidt', 'Ben Okafor', 'Third'];
        for (const window of [first, second]) await untilSessions(window, all);
        // The windows that know of both have had time to say so, and are gone.
        await untilQuiet();
        await Promise.all([first.kill(), second.kill()]);
        const later = await profile.openWindow();
        assert.deepEqual(await namesOf(later), all);
        for (const { account } of await later.do('readSessions')) await later.do('signOut', { accountId: account.id });
        await profile.settle();
        await later.kill();
      }
    });

    it('end a sign-in that one of them asked for in another, and both have it', async () => {
      const [asking, other] = await openSignedIn(2);
      assert.ok(asking && other);
      const query = await grant(asking, 'ben');
      const ended = await comeBack(other, query);
      assert.equal(await asking.do('endSignIn'), ended);
      for (const window of [asking, other]) {
        await untilSessions(window, ['Anna Schmidt', 'Ben Okafor']);
        assert.equal(await window.do('comeBack', { query }), 'stray');
      }
      assert.equal((await asking.do('readSessions')).find(({ id }) => id === ended)?.account.label, 'Ben Okafor');
      await assertExchangedOnce(1);
    });

    it('end two sign-ins that were asked for at the same moment, each where the browser comes back', async () => {
      const [first, second, third] = await openSignedIn(3);
      assert.ok(first && second && third);
      for (let round = 0; round < 10; round++) {
        const [ben, other] = await Promise.all([grant(first, 'ben'), grant(second, 'anna')]);
        const ends: readonly string[] = await Promise.all([comeBack(third, ben), comeBack(first, other)]);
        assert.deepEqual(await Promise.all([first.do('endSignIn'), second.do('endSignIn')]), ends);
        for (const window of [first, second, third]) await untilSessions(window, ['Anna Schmidt', 'Ben Okafor']);
      }
      await assertExchangedOnce(20);
    });

    if (kind !== 'remote') {
      it('send a code once when the browser comes back to all of them at the same moment', async () => {
        await signIn(await profile.openWindow());
        const [asking, other] = [await profile.openWindow(300), await profile.openWindow(300)];
        for (let round = 0; round < 5; round++) {
          const query = await grant(asking, 'ben');
          await profile.settle();
          const comeBackSoon = (window: WindowProcess) => window.do('comeBack', { query, waitMs: Math.random() * 20 });
          await Promise.all([comeBackSoon(asking), comeBackSoon(other)]);
          const ended: string = await asking.do('endSignIn');
          for (const window of [asking, other]) await untilSessions(window, ['Anna Schmidt', 'Ben Okafor']);
          assert.equal((await other.do('readSessions')).find(({ account }) => account.id === '{ben}')?.id, ended);
        }
        await assertExchangedOnce(5);
      });
    }

    it('are all signed out by one, also while another one renews', async () => {
      for (let round = 0; round < 10; round++) {
        const windows = await openSignedIn(2);
        const [first, second] = windows;
        assert.ok(first && second);
        await admin.addFault({
          path: '/site/oauth2/access_token',
          count: 1,
          effect: { kind: 'answerLatency', ms: 20 },
        });
        await admin.expireAccessTokens('anna');
        const waits = [Math.random() * 30, Math.random() * 30];
        const [result] = await Promise.all([
          use(first, waits[0]),
          second.do('signOut', { accountId: anna.id, waitMs: waits[1] ?? 0 }),
        ]);
        assert.ok(result === 200 || result === 401 || result === 'signedOut', String(result));
        for (const window of [first, second, await profile.openWindow()]) await untilSessions(window, []);
        await Promise.all(windows.map((window) => window.kill()));
      }
    });

    it('go on when one was killed between receiving and storing the new pair', async () => {
      const [first, second] = await openSignedIn(2);
      assert.ok(first && second);
      await first.do('dieAt', 'afterRenewalAnswer');
      await admin.expireAccessTokens('anna');
      await assert.rejects(use(first), /The window is gone/);
      await first.ended;
      assert.equal(await use(second), 200);
      assert.deepEqual((await admin.readRenewals()).overlapping, 1);
      assert.equal(await use(await profile.openWindow()), 200);
    });

    it('go on when one was killed while it held the lock', async () => {
      const [first, second] = await openSignedIn(2);
      assert.ok(first && second);
      await first.do('dieAt', 'beforeRenewal');
      await admin.expireAccessTokens('anna');
      await assert.rejects(use(first), /The window is gone/);
      assert.equal(await use(second), 200);
      assert.equal((await admin.readRenewals()).overlapping, 0);
    });

    it('ask once, all in all, when the pair of a killed window is missed too late', async () => {
      const [first, second] = await openSignedIn(2);
      assert.ok(first && second);
      await first.do('dieAt', 'afterRenewalAnswer');
      await admin.expireAccessTokens('anna');
      await assert.rejects(use(first), /The window is gone/);
      await admin.advanceClock(11 * minuteMs);
      const results = await Promise.all(Array.from({ length: 100 }, () => use(second)));
      assert.deepEqual([...new Set(results)], ['sessionEnded']);
      assert.equal((await second.do('readTroubles')).ends, 1);
      assert.equal((await admin.readRenewals()).tooLate, 1);
    });

    if (kind === 'web') {
      it('keep a sign-in from an older window, which says that it must be reloaded', async () => {
        const older = await profile.openWindow();
        assert.deepEqual(await older.do('readSessions'), []);
        await signIn(await profile.openWindow());
        await untilTrouble(older, 'reload');
        await assert.rejects(signIn(older, { id: '{ben}', label: 'Ben Okafor' }, 'ben'), /reloadNeeded/);
        const reloaded = await profile.openWindow();
        await untilSessions(reloaded, ['Anna Schmidt']);
        assert.equal(await use(reloaded), 200);
      });

      it('show no token on the disk they share', async () => {
        const [window] = await openSignedIn(1);
        assert.ok(window);
        await admin.expireAccessTokens('anna');
        assert.equal(await use(window), 200);
        const folder = join(profile.storageFolder, 'computer', 'sealed');
        const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
        assert.ok(kept.length >= 3);
        // What is sealed looks random, so that any short word comes up in it some day.
        const sealed = kept.map((text) =>
          Buffer.from(/"sealed":"(.*?)"/.exec(text)?.[1] ?? '', 'base64').toString('latin1'),
        );
        assert.doesNotMatch([...kept, ...sealed].join('\n'), /accessToken|refreshToken|Anna Schmidt/);
      });
    }
  });
}

const namesOf = async (window: WindowProcess) =>
  (await window.do('readSessions')).map(({ account }) => account.label).sort();

async function untilSessions(window: WindowProcess, expected: readonly string[]): Promise<void> {
  await until(async () => (await namesOf(window)).join() === expected.join(), `It never had ${expected.join()}.`);
}

async function untilTrouble(window: WindowProcess, trouble: string): Promise<void> {
  await until(async () => (await window.do('readTroubles')).troubles.includes(trouble), `It never told ${trouble}.`);
}

async function until(isTrue: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (let turn = 0; !(await isTrue()); turn++) {
    assert.ok(turn < 800, otherwise);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
