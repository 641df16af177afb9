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

async function createHarness() {
  const log = new RecordingLog();
  const pending = new PendingRedirects(log);
  const handler = new AuthorizedUriHandler(pending, log);
  const listener = await new UriHandlerRedirect(`${address}?windowId=1`, pending).open();
  const answer = listener.waitFor('the-state', new AbortController().signal);
  return { handler, log, listener, answer };
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
    const { handler, log, answer } = await createHarness();
    for (const path of ['/', '/clone', '/authorized/', '/AUTHORIZED', '/authorized/more']) {
      handler.handleUri(vscode.Uri.parse(`${address}?code=stolen&state=the-state`).with({ path }));
    }
    assert.equal(log.lines.length, 5);
    assert.doesNotMatch(log.lines.join(), /stolen|the-state|clone/);
    handler.handleUri(vscode.Uri.parse(`${address}?code=right&state=the-state`));
    assert.deepEqual(await answer, { kind: 'code', code: 'right' });
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
