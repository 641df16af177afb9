import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Session } from '../../../../src/auth/session';
import type { SessionsChange } from '../../../../src/auth/sessions';
import { Emitter } from '../../../../src/base/event';
import { SessionEndedQuestion } from '../../../../src/vscode/auth/sessionEndedQuestion';
import { settleDown } from '../../../support/fakeClock';

const minuteMs = 60_000;

describe('the question after Bitbucket has ended a session', () => {
  const windowState = new Emitter<vscode.WindowState>();
  const window = { focused: true };
  const time = { nowMs: 0 };
  const asked: string[] = [];
  const executed: unknown[][] = [];
  let answer: string | undefined;
  let question: SessionEndedQuestion;
  let sessions: Session[];
  let changed: Emitter<SessionsChange>;

  beforeEach(() => {
    Object.assign(vscode.window, {
      state: window,
      onDidChangeWindowState: windowState.event,
      showWarningMessage: (message: string) => {
        asked.push(message);
        return Promise.resolve(answer);
      },
    });
    Object.assign(vscode.commands, { executeCommand: (...call: unknown[]) => Promise.resolve(executed.push(call)) });
    window.focused = true;
    answer = undefined;
    asked.length = 0;
    executed.length = 0;
    sessions = [];
    changed = new Emitter();
    const clock = { now: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) };
    question = new SessionEndedQuestion({
      sessions: { getSessions: () => Promise.resolve(sessions), onDidChange: changed.event },
      clock,
    });
  });
  afterEach(() => {
    question.dispose();
    for (const name of ['state', 'onDidChangeWindowState', 'showWarningMessage']) {
      Reflect.deleteProperty(vscode.window, name);
    }
    Reflect.deleteProperty(vscode.commands, 'executeCommand');
  });

  function end(label: string, hasEnded = true): Promise<void> {
    const session = { id: label, account: { id: `{${label}}`, label }, scopes: [], hasEnded };
    sessions = [...sessions.filter(({ id }) => id !== label), session];
    changed.fire({ added: [], removed: [], signedOut: [], changed: [session], signedInAgain: [] });
    return settleDown();
  }

  it('is asked once, names the account, and signs that one in again when the answer is yes', async () => {
    answer = 'Sign in again';
    await end('Anna');
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /Anna/);
    assert.deepEqual(executed, [['maia.reauthorize', '{Anna}']]);
  });

  it('is not asked again within a minute, whoever else’s session ends', async () => {
    await end('Anna');
    await end('Ben');
    await end('Anna');
    assert.equal(asked.length, 1);
    time.nowMs += minuteMs;
    await end('Anna');
    assert.deepEqual([asked.length, executed], [2, []]);
  });

  it('is asked although the clock was put back by hours since the last time', async () => {
    time.nowMs += minuteMs;
    await end('Anna');
    time.nowMs -= 300 * minuteMs;
    await end('Ben');
    assert.equal(asked.length, 2);
  });

  it('waits in a window that nobody looks at, and is not asked there when another one has answered it', async () => {
    time.nowMs += 301 * minuteMs;
    window.focused = false;
    await end('Anna');
    await end('Ben');
    assert.deepEqual(asked, []);
    sessions = [];
    window.focused = true;
    windowState.fire({ focused: true, active: true });
    await settleDown();
    assert.deepEqual(asked, []);
    windowState.fire({ focused: true, active: true });
    await settleDown();
    assert.deepEqual(asked, []);
  });

  it('is asked when somebody looks at the window', async () => {
    time.nowMs += minuteMs;
    window.focused = false;
    await end('Anna');
    window.focused = true;
    windowState.fire({ focused: true, active: true });
    await settleDown();
    assert.equal(asked.length, 1);
  });

  it('is not asked about a session that was renewed', async () => {
    time.nowMs += minuteMs;
    await end('Anna', false);
    assert.deepEqual(asked, []);
  });
});
