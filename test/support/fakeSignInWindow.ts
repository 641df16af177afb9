import assert from 'node:assert/strict';
import type { AuthFailure } from '../../src/auth/authError';
import { InProcessRenewalLock } from '../../src/auth/inProcessRenewalLock';
import { PendingSignIns, type PendingSignInStore } from '../../src/auth/pendingSignIns';
import type { RenewalLock } from '../../src/auth/sessionStore';
import type { Clock } from '../../src/base/clock';
import { Emitter } from '../../src/base/event';
import { untilAborted } from '../../src/base/untilAborted';
import { SignInsUnderWay, type WaitingSignIn } from '../../src/vscode/auth/signInUnderWay';
import type { SignInSuccess, SignInWindow } from '../../src/vscode/auth/signInFlow';
import { RecordingLog } from '../unit/auth/recordingLog';

/** Where windows keep what they wait for; all that are given the same one hear each other. */
export class MemoryPendingStore implements PendingSignInStore {
  readonly #changed = new Emitter<string>();
  readonly onDidChange = this.#changed.event;
  readonly content = new Map<string, string>();
  writes = 0;

  /** All that is kept, `undefined` when that is nothing. */
  get text(): string | undefined {
    return this.content.size === 0 ? undefined : [...this.content].flat().join('\n');
  }

  read(place: string): Promise<string | undefined> {
    return Promise.resolve(this.content.get(place));
  }

  async write(place: string, text: string | undefined): Promise<void> {
    await Promise.resolve();
    if (text === undefined) this.content.delete(place);
    else this.content.set(place, text);
    this.writes++;
    this.#changed.fire(place);
  }
}

export function createPendingSignIns(
  clock: Clock,
  store: PendingSignInStore = new MemoryPendingStore(),
  lock: RenewalLock = new InProcessRenewalLock(),
  log = new RecordingLog(),
  patienceMs = 0,
): PendingSignIns {
  return new PendingSignIns({ store, lock, clock, log, patienceMs });
}

/** Waits for a paste that never comes. */
export const neverPasted: SignInWindow['askForPaste'] = (_expected, _onDidAskAgain, signal) =>
  untilAborted(new Promise<never>(() => undefined), signal);

/** What a window showed, and the window itself; only what is overridden answers. */
export function createFakeWindow(
  overrides: Partial<SignInWindow> & { readonly editorAddress: string; readonly isElsewhere?: boolean },
) {
  const { editorAddress, isElsewhere = false, ...others } = overrides;
  const failures: AuthFailure[] = [];
  const successes: SignInSuccess[] = [];
  const copied: string[] = [];
  const shown: { waiting: WaitingSignIn | undefined } = { waiting: undefined };
  const window: SignInWindow = {
    browser: { open: () => assert.fail('No browser was to be opened.') },
    loopbackPages: { title: 't', received: 'r', unknown: 'u' },
    fetchHost: () => Promise.resolve({ editorAddress, isElsewhere }),
    toExternalUrl: (url) => Promise.resolve(url),
    confirmPermissions: () => Promise.resolve(true),
    whileWaiting: (waiting, work) => {
      shown.waiting = waiting;
      return work();
    },
    copyAddress: (url) => Promise.resolve(void copied.push(url)),
    pickWay: () => Promise.resolve(undefined),
    askForPaste: neverPasted,
    askForApiToken: () => assert.fail('No API token was to be asked for.'),
    showSuccess: (success) => successes.push(success),
    showFailure: (failure) => failures.push(failure),
    ...others,
  };
  return { window, failures, successes, copied, shown, underWay: new SignInsUnderWay() };
}
