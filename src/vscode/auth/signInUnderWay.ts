import { Emitter, type Disposable } from '../../base/event';
import type { SignInWay } from '../../auth/signInWays';

/** What a person can do with a sign-in that waits for the browser. */
export interface WaitingSignIn {
  /** Of Bitbucket's page; `undefined` before it is known and where there is none. */
  readonly address: string | undefined;
  cancel(): void;
  /** Resolves once the person has chosen, or not. */
  tryAnotherWay(): Promise<void>;
  /** Brings back the box that takes the address. */
  paste(): void;
}

/** The sign-ins of this window; commands act on the last one that began. */
export class SignInsUnderWay implements Disposable {
  readonly #waiting: WaitingSignIn[] = [];
  readonly #onDidChange = new Emitter<void>();
  readonly onDidChange = this.#onDidChange.event;

  get current(): WaitingSignIn | undefined {
    return this.#waiting.at(-1);
  }

  /** Disposing says that it has ended. */
  begin(waiting: WaitingSignIn): Disposable {
    this.#waiting.push(waiting);
    this.#onDidChange.fire();
    return {
      dispose: () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        this.#onDidChange.fire();
      },
    };
  }

  dispose(): void {
    for (const waiting of [...this.#waiting]) waiting.cancel();
    this.#onDidChange.dispose();
  }
}

/** One way being tried; ends by itself, by *Cancel*, or because another way was chosen. */
export interface Attempt {
  readonly way: SignInWay;
  readonly signal: AbortSignal;
  /** The way to go on with, once one was chosen. */
  readonly next: SignInWay | undefined;
}

/** The state of one sign-in between *Sign in* and its end. */
export class SignInUnderWay implements WaitingSignIn {
  readonly #cancelled = new AbortController();
  readonly #onDidAskForPaste = new Emitter<void>();
  readonly #pickWay: (current: SignInWay) => Promise<SignInWay | undefined>;
  #current: { readonly way: SignInWay; readonly controller: AbortController; next: SignInWay | undefined } | undefined;
  readonly onDidAskForPaste = this.#onDidAskForPaste.event;
  address: string | undefined;

  constructor(pickWay: (current: SignInWay) => Promise<SignInWay | undefined>) {
    this.#pickWay = pickWay;
  }

  get isCancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  begin(way: SignInWay): Attempt {
    const current = { way, controller: new AbortController(), next: undefined };
    this.#current = current;
    this.address = undefined;
    return {
      way,
      signal: AbortSignal.any([this.#cancelled.signal, current.controller.signal]),
      get next(): SignInWay | undefined {
        return current.next;
      },
    };
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  async tryAnotherWay(): Promise<void> {
    const current = this.#current;
    if (current === undefined) return;
    const next = await this.#pickWay(current.way);
    // Meanwhile the browser may have come back.
    if (next === undefined || current !== this.#current) return;
    current.next = next;
    current.controller.abort();
  }

  paste(): void {
    this.#onDidAskForPaste.fire();
  }
}
