import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import type { SignInWay } from '../../../../src/auth/signInWays';
import { askForApiToken } from '../../../../src/vscode/auth/askForApiToken';
import { askForPaste } from '../../../../src/vscode/auth/pasteBox';
import { pickWay } from '../../../../src/vscode/auth/pickWay';
import { showSuccess } from '../../../../src/vscode/auth/showSuccess';
import { copySignInAddress, showSignInOptions } from '../../../../src/vscode/auth/signInOptions';
import { SignInsUnderWay, type WaitingSignIn } from '../../../../src/vscode/auth/signInUnderWay';
import { whileWaiting } from '../../../../src/vscode/auth/waitingNotice';
import { settleDown } from '../../../support/fakeClock';
import { useSignInEditor } from './signInEditor';

const state = 'kfs0G3bXr2wq9v6mC1dYtAa7uHnPzEeLoJiVgRxTsQ4';
const redirectUri = 'http://127.0.0.1:8123/authorized';
const consumer = { key: 'consumer-1', secret: 's', callbackUrl: 'vscode://a.b/authorized' };

describe('while a sign-in waits', () => {
  const editor = useSignInEditor();

  function waiting(overrides: Partial<WaitingSignIn> = {}) {
    const done: string[] = [];
    const it: WaitingSignIn = {
      address: 'https://bitbucket.org/x',
      cancel: () => done.push('cancel'),
      tryAnotherWay: () => Promise.resolve(void done.push('another')),
      paste: () => done.push('paste'),
      ...overrides,
    };
    return { it, done };
  }

  it('a box takes the address, says as one types what is wrong, and goes when it has what it wants', async () => {
    const answer = askForPaste({ state, redirectUri }, new Emitter<void>().event, new AbortController().signal);
    const [box = assert.fail('There is no box.')] = editor.current().signIn.openBoxes;
    const problems: [text: string, problem: RegExp][] = [
      ['hello you', /No code found/],
      [`${redirectUri}?code=c&state=other`, /another sign-in/],
      [`http://127.0.0.1:1/x?code=c&state=${state}`, /not the one that Bitbucket sends/],
      ['https://bitbucket.org/site/oauth2/authorize?response_type=code', /asks for access/],
    ];
    for (const [text, problem] of problems) {
      box.type(text);
      assert.match(box.validationMessage ?? '', problem);
      box.accept();
      assert.match(box.validationMessage ?? '', problem);
      assert.ok(box.isOpen);
    }
    box.type(`${redirectUri}?code=c&state=${state}`);
    assert.equal(box.validationMessage, undefined);
    box.accept();
    assert.deepEqual(await answer, { kind: 'code', code: 'c' });
    assert.equal(box.isOpen, false);
  });

  it('the box comes back when it is asked for, and goes with the sign-in', async () => {
    const asking = new Emitter<void>();
    const controller = new AbortController();
    const answer = askForPaste({ state, redirectUri }, asking.event, controller.signal);
    asking.fire();
    const { openBoxes } = editor.current().signIn;
    assert.deepEqual(
      openBoxes.map(({ isOpen }) => isOpen),
      [false, true],
    );
    controller.abort(new Error('over'));
    await assert.rejects(answer, /over/);
    asking.fire();
    assert.deepEqual(
      openBoxes.map(({ isOpen }) => isOpen),
      [false, false],
    );
  });

  it('there is no box where the callback opens the editor, and who asks for one is told why', () => {
    const asking = new Emitter<void>();
    const expected = { state, redirectUri: `${consumer.callbackUrl}?windowId=1` };
    askForPaste(expected, asking.event, new AbortController().signal).catch(() => undefined);
    assert.deepEqual(editor.current().signIn.openBoxes, []);
    asking.fire();
    assert.match(
      editor.current().messages[0]?.text ?? '',
      /no address to copy: the callback vscode:\/\/a\.b\/authorized/,
    );
  });

  it('the other ways are listed with their consumers, and why pasting is not among them', async () => {
    const ways: SignInWay[] = [{ kind: 'uriHandler', consumer }, { kind: 'apiToken' }];
    const [current = assert.fail()] = ways;
    editor.current().choices.push('$(key) API token');
    assert.equal(await pickWay(ways, current), ways[1]);
    assert.deepEqual(editor.current().questions[0]?.labels, [
      '$(key) API token',
      '$(circle-slash) Paste the address: not possible with this consumer',
    ]);
    assert.equal(await pickWay(ways, current), undefined);
  });

  it('the status bar and a notification say so, and Cancel is heard', async () => {
    const { it: sign, done } = waiting();
    let end: () => void = () => undefined;
    const work = whileWaiting(sign, () => new Promise<void>((resolve) => (end = resolve)));
    const { progress, signIn } = editor.current();
    assert.deepEqual(progress, ['Signing in to Bitbucket']);
    assert.deepEqual(
      signIn.items.map(({ text, isVisible }) => [text, isVisible]),
      [['$(sync~spin) Signing in to Bitbucket…', true]],
    );
    editor.current().cancel();
    assert.deepEqual(done, ['cancel']);
    end();
    await work;
    assert.equal(signIn.items[0]?.isDisposed, true);
  });

  it('a click in the status bar offers everything that can be done', async () => {
    for (const [choice, expected] of [
      ['$(clippy) Paste the address the browser ended on', 'paste'],
      ['$(arrow-swap) Try another way', 'another'],
      ['$(close) Cancel the sign-in', 'cancel'],
    ] as const) {
      const underWay = new SignInsUnderWay();
      const { it: sign, done } = waiting();
      underWay.begin(sign);
      editor.current().choices.push(choice);
      await showSignInOptions(underWay);
      assert.deepEqual(done, [expected]);
    }
    await showSignInOptions(new SignInsUnderWay());
  });

  it('the address is copied; without a sign-in under way one begins that copies it', async () => {
    const underWay = new SignInsUnderWay();
    let begun = 0;
    const begin = () => {
      begun++;
      return Promise.resolve();
    };
    await copySignInAddress(underWay, begin);
    const ended = underWay.begin(waiting().it);
    await copySignInAddress(underWay, begin);
    ended.dispose();
    underWay.begin(waiting({ address: undefined }).it);
    await copySignInAddress(underWay, begin);
    assert.deepEqual([begun, editor.current().copied], [1, ['https://bitbucket.org/x']]);
    assert.match(editor.current().messages.at(-1)?.text ?? '', /has no address/);
  });
});

describe('the last resort', () => {
  const editor = useSignInEditor();
  const ask = () => askForApiToken(new AbortController().signal);

  it('is called that, names the exact permissions, and takes email address and token', async () => {
    const { presses, answers, signIn } = editor.current();
    presses.push('Enter token');
    answers.push(' anna@example.com ', ' ATATT-token ');
    assert.deepEqual(await ask(), { email: 'anna@example.com', token: 'ATATT-token' });
    assert.match(editor.current().messages[0]?.text ?? '', /last resort/);
    assert.deepEqual(
      signIn.boxes.map(({ isHidden }) => isHidden),
      [false, true],
    );
  });

  it('opens Atlassian’s page, where the token is made', async () => {
    const { presses, executed } = editor.current();
    presses.push('Open Atlassian’s page and enter token');
    assert.equal(await ask(), undefined);
    assert.deepEqual(executed, [['vscode.open', 'https://id.atlassian.com/manage-profile/security/api-tokens']]);
  });

  for (const [title, typed] of [
    ['no email address', ['anna', 'ATATT-token']],
    ['an address that would end the name early', ['a:b@example.com', 'ATATT-token']],
    ['half a token', ['anna@example.com', 'AT']],
    ['two words', ['anna@example.com', 'ATATT token']],
  ] as const) {
    it(`is refused as it is typed: ${title}`, async () => {
      editor.current().presses.push('Enter token');
      editor.current().answers.push(...typed);
      assert.equal(await ask(), undefined);
    });
  }
});

describe('the end of a sign-in', () => {
  const editor = useSignInEditor();
  const account = { id: '{anna}', label: 'Anna Schmidt' };
  const session = { id: 's1', account, scopes: ['account', 'repository:write'], hasEnded: false };
  const plain = { session, expected: undefined, wasHere: false };

  function createMemory() {
    const kept = new Map<string, unknown>();
    return {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    };
  }
  const texts = () => editor.current().messages.map(({ text }) => text);

  it('names who signed in and what was granted', () => {
    showSuccess(plain, createMemory());
    assert.deepEqual(texts(), ['Signed in to Bitbucket as Anna Schmidt. Granted: Account: Read, Repositories: Write.']);
  });

  it('says once that more was granted than needed, and again when that changes', () => {
    const memory = createMemory();
    const more = (...scopes: string[]) => ({
      ...plain,
      session: { ...session, scopes: [...session.scopes, ...scopes] },
    });
    for (const scopes of [['pipeline'], ['pipeline'], ['pipeline', 'project']]) showSuccess(more(...scopes), memory);
    assert.deepEqual(
      texts().map((text) => /more than the extension needs or uses: (.*?)\./.exec(text)?.[1]),
      ['pipeline', undefined, 'pipeline, project'],
    );
  });

  it('offers the address for a private window when the account was here already', async () => {
    editor.current().presses.push('Copy address');
    showSuccess({ ...plain, wasHere: true }, createMemory());
    await settleDown();
    assert.match(texts()[0] ?? '', /Anna Schmidt, who was here already.*private window/);
    assert.deepEqual(editor.current().executed, [['maia.copySignInAddress']]);
  });

  it('does the same when somebody else than expected came', () => {
    showSuccess({ ...plain, expected: { id: '{ben}', label: 'Ben Okafor' } }, createMemory());
    assert.match(texts()[0] ?? '', /signed in Anna Schmidt, and not Ben Okafor/);
  });
});
