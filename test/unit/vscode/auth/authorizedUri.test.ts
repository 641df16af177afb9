import fc from 'fast-check';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PendingRedirects } from '../../../../src/auth/pendingRedirects';
import {
  AuthorizedUriHandler,
  readAuthorizedAddress,
  UriHandlerRedirect,
} from '../../../../src/vscode/auth/authorizedUri';
import { RecordingLog } from '../../auth/recordingLog';

const address = 'vscode://maia-community.maia-bitbucket/authorized';

/** No other window waits for anything. */
const finishElsewhere = () => Promise.resolve(false);

async function createHarness() {
  const log = new RecordingLog();
  const pending = new PendingRedirects(log);
  /** Closes each message that was shown. */
  const strays: (() => void)[] = [];
  const showStray = () => new Promise<void>((close) => strays.push(close));
  const handler = new AuthorizedUriHandler(pending, { finishElsewhere, showStray }, log);
  const listener = await new UriHandlerRedirect(`${address}?windowId=1`, pending).open();
  const answer = listener.waitFor('the-state', new AbortController().signal);
  const open = (query: string) => {
    handler.handleUri(vscode.Uri.parse(`${address}?${query}`));
  };
  return { handler, open, log, listener, answer, strays };
}

describe('the editor’s URI handler', () => {
  it('belongs to this editor, whatever it is called', () => {
    assert.equal(readAuthorizedAddress(), address);
  });

  it('takes the redirect as a desktop delivers it', async () => {
    const { handler, listener, answer } = await createHarness();
    assert.equal(listener.redirectUri, `${address}?windowId=1`);
    handler.handleUri(vscode.Uri.parse(`${address}?windowId=1&code=a%2Bb&state=the-state`));
    assert.deepEqual(await answer, { kind: 'code', code: 'a+b' });
  });

  it('takes the redirect as a browser delivers it', async () => {
    const { handler, answer } = await createHarness();
    const query = 'code=a%2Bb&state=the-state';
    const [scheme, authority] = ['vscode', 'maia-community.maia-bitbucket'];
    handler.handleUri(vscode.Uri.from({ scheme, authority, path: '/authorized', query }));
    assert.deepEqual(await answer, { kind: 'code', code: 'a+b' });
  });

  it('does nothing else, whatever path is opened', async () => {
    const { handler, log, answer, strays } = await createHarness();
    for (const path of ['/', '/clone', '/authorized/', '/AUTHORIZED', '/authorized/more']) {
      handler.handleUri(vscode.Uri.parse(`${address}?code=stolen&state=the-state`).with({ path }));
    }
    assert.deepEqual([log.lines.length, strays.length], [5, 0]);
    assert.doesNotMatch(log.lines.join(), /stolen|the-state|clone/);
    handler.handleUri(vscode.Uri.parse(`${address}?code=right&state=the-state`));
    assert.deepEqual(await answer, { kind: 'code', code: 'right' });
  });

  for (const query of ['code=c&state=other', 'error=access_denied&state=other']) {
    it(`says once that a sign-in came back to the wrong window (${query}), until that message is closed`, async () => {
      const { open, strays } = await createHarness();
      open(query);
      open(query);
      open('code=c&state=yet-another');
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(strays.length, 1);
      strays[0]?.();
      await new Promise((resolve) => setImmediate(resolve));
      open(query);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(strays.length, 2);
    });
  }

  it('says nothing of a redirect that comes a second time, nor of what is no redirect at all', async () => {
    const { open, answer, strays } = await createHarness();
    open('code=c&state=the-state');
    await answer;
    for (const query of ['code=c&state=the-state', 'state=other', 'code=c', 'code=c&error=e&state=other', ''])
      open(query);
    assert.equal(strays.length, 0);
  });

  it('goes on saying so after a message that could not be shown', async () => {
    const pending = new PendingRedirects(new RecordingLog());
    let attempts = 0;
    const showStray = () => Promise.reject(new Error(`no window ${attempts++}`));
    const handler = new AuthorizedUriHandler(pending, { finishElsewhere, showStray }, new RecordingLog());
    for (let round = 0; round < 2; round++) {
      handler.handleUri(vscode.Uri.parse(`${address}?code=c&state=other`));
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(attempts, 2);
  });

  it('survives a thousand arbitrary addresses without disturbing the sign-in', async () => {
    const { handler, answer } = await createHarness();
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const path = fc.oneof(
      fc.constant('/authorized'),
      text.map((it) => `/${it}`),
    );
    fc.assert(
      fc.property(path, text, text, fc.boolean(), (anyPath, state, rest, hasState) => {
        fc.pre(state !== 'the-state' && !rest.includes('the-state'));
        const query = hasState
          ? `state=${new URLSearchParams([['x', state]]).toString().slice(2)}&code=x&${rest}`
          : rest;
        const uri = vscode.Uri.from({
          scheme: 'vscode',
          authority: 'maia-community.maia-bitbucket',
          path: anyPath,
          query,
        });
        handler.handleUri(uri);
      }),
      { numRuns: 1000 },
    );
    handler.handleUri(vscode.Uri.parse(`${address}?code=right&state=the-state`));
    assert.deepEqual(await answer, { kind: 'code', code: 'right' });
  });
});
