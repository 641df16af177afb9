import type { Clock } from '../base/clock';
import type { Event } from '../base/event';
import type { Log } from '../base/log';
import { untilAborted } from '../base/untilAborted';
import type { Endpoints } from './endpoints';
import {
  readKeptPlaces,
  readKeptSignIn,
  toKeptOutcome,
  toSignInPlace,
  writeKeptPlaces,
  writeKeptSignIn,
  type KeptPlace,
  type KeptSignIn,
  type SignInOutcome,
} from './keptSignIn';
import type { RenewalLock } from './sessionStore';

/** What any window needs to finish a sign-in that one of them began. */
export interface PendingSignIn {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The code goes nowhere else. */
  readonly endpoints: Endpoints;
  readonly consumerKey: string;
  readonly scopes: readonly string[];
}

/** Keeps texts where other programs cannot read them, each in a place of its own. Windows hear each other, at best. */
export interface PendingSignInStore {
  read(place: string): Promise<string | undefined>;
  /** `undefined` removes it. */
  write(place: string, text: string | undefined): Promise<void>;
  /** With the place. */
  readonly onDidChange: Event<string>;
}

export interface PendingSignInsDependencies {
  readonly store: PendingSignInStore;
  readonly lock: RenewalLock;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a browser may be ahead of what another window has written; until then nothing is called foreign. Default: 0. */
  readonly patienceMs?: number;
}

/** Names the places of all sign-ins, so that what a window that crashed has left behind can be found. */
const listPlace = 'list';
/**
 * The window that asked ends its sign-in by its own clock. Others may run on another computer, whose clock may be wrong
 * by an hour: only what is older than that has been left behind.
 */
const otherClocksMs = 70 * 60_000;
/** How often it is looked for what this window has not heard of. */
const looks = 8;
/** Any web page can bring about addresses: no more of them than this are waited for at a time. */
const mostUnheardOf = 50;

/**
 * Sign-ins under way in any window, each in a place of its own, so that two that change at the same moment do not touch
 * each other. Each can be taken once: the lock sees to that among windows that share a disk, and the code, which
 * Bitbucket takes once, among others. The list of places is for tidying up alone.
 */
export class PendingSignIns {
  readonly #store: PendingSignInStore;
  readonly #lock: RenewalLock;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #patienceMs: number;
  #unheardOf = 0;

  constructor({ store, lock, clock, log, patienceMs = 0 }: PendingSignInsDependencies) {
    this.#store = store;
    this.#lock = lock;
    this.#clock = clock;
    this.#log = log;
    this.#patienceMs = patienceMs;
  }

  /** Never rejects: without it only this window can finish the sign-in. */
  async add({ state, expiresAt, ...pending }: PendingSignIn): Promise<void> {
    const kept = { expiresAt, pending: { ...pending, scopes: [...pending.scopes] } };
    await this.#keep(await toSignInPlace(state), kept);
  }

  /**
   * For whoever got the answer, once: nobody else gets it after that. `undefined` when there is nothing to be taken, also
   * after a moment in which this window could have heard of it. Never rejects; an abort ends the waiting.
   */
  async take(state: string, signal?: AbortSignal): Promise<PendingSignIn | undefined> {
    const place = await toSignInPlace(state);
    if ((await this.#read(place)) === undefined) await this.#untilHeardOf(place, signal);
    const found = await this.#takeOver(place);
    return found?.pending && { state, expiresAt: found.expiresAt, ...found.pending };
  }

  /** For the window that asked, once it has an answer itself: false when another one has taken the sign-in before. */
  async claim(state: string): Promise<boolean> {
    const found = await this.#takeOver(await toSignInPlace(state));
    // Where nothing could be kept, no other window knows of it.
    return found === undefined || found.pending !== undefined;
  }

  /** False once the window that asked has given up. */
  async isWanted(state: string): Promise<boolean> {
    return (await this.#read(await toSignInPlace(state))) !== undefined;
  }

  /** Tells the window that asked, if it still waits. */
  async finish(state: string, outcome: SignInOutcome): Promise<void> {
    const place = await toSignInPlace(state);
    const kept = await this.#read(place);
    if (kept !== undefined) await this.#keep(place, { expiresAt: kept.expiresAt, outcome: toKeptOutcome(outcome) });
  }

  /** Waits until another window has finished the sign-in; rejects with the signal's reason when it aborts. */
  waitForOutcome(state: string, signal: AbortSignal): Promise<SignInOutcome> {
    let stop: () => void = () => undefined;
    const outcome = toSignInPlace(state).then(
      (place) =>
        new Promise<SignInOutcome>((resolve) => {
          const look = () => {
            void this.#read(place).then((kept) => {
              if (kept?.outcome !== undefined) resolve(kept.outcome);
            });
          };
          if (signal.aborted) return;
          const subscription = this.#store.onDidChange((changed) => {
            if (changed === place) look();
          });
          stop = () => {
            subscription.dispose();
          };
          look();
        }),
    );
    return untilAborted(outcome, signal).finally(() => {
      stop();
    });
  }

  /** Never rejects. */
  async remove(state: string): Promise<void> {
    const place = await toSignInPlace(state);
    await this.#try(async () => {
      if ((await this.#store.read(place)) !== undefined) await this.#store.write(place, undefined);
      const isIt = (it: KeptPlace) => it.place === place;
      await this.#changeList((places) => (places.some(isIt) ? places.filter((it) => !isIt(it)) : places));
    });
  }

  /** The sign-in as it was; from now on it is nobody else's. */
  async #takeOver(place: string): Promise<KeptSignIn | undefined> {
    let found = await this.#read(place);
    // Whatever addresses are opened, nobody is kept waiting for the lock by a state that means nothing.
    if (found?.pending === undefined) return found;
    await this.#lock.run('signIns', () =>
      this.#try(async () => {
        found = await this.#read(place);
        if (found?.pending === undefined) return;
        await this.#store.write(place, writeKeptSignIn({ expiresAt: found.expiresAt }));
      }),
    );
    return found;
  }

  async #untilHeardOf(place: string, signal: AbortSignal | undefined): Promise<void> {
    if (this.#patienceMs === 0 || this.#unheardOf >= mostUnheardOf) return;
    this.#unheardOf++;
    const heard = new AbortController();
    const subscription = this.#store.onDidChange((changed) => {
      if (changed === place) heard.abort();
    });
    try {
      const either = signal === undefined ? heard.signal : AbortSignal.any([heard.signal, signal]);
      for (let look = 0; look < looks && (await this.#read(place)) === undefined; look++) {
        await this.#clock.sleep(this.#patienceMs / looks, either);
      }
    } catch {
      // It has been heard of, or nobody waits any more.
    } finally {
      subscription.dispose();
      this.#unheardOf--;
    }
  }

  /** The list comes first: killed in between, a place is listed where nothing is, instead of the other way round. */
  async #keep(place: string, kept: KeptSignIn): Promise<void> {
    const { expiresAt } = kept;
    await this.#try(() =>
      this.#changeList((places) =>
        places.some((it) => it.place === place) ? places : [...places, { place, expiresAt }],
      ),
    );
    await this.#try(() => this.#store.write(place, writeKeptSignIn(kept)));
  }

  /** What is too old goes with every change. */
  async #changeList(change: (places: readonly KeptPlace[]) => readonly KeptPlace[]): Promise<void> {
    const read = async () => readKeptPlaces(await this.#store.read(listPlace));
    const before = await read();
    if (change(before) === before) return;
    await this.#lock.run('signIns', async () => {
      const places = await read();
      const isOver = (it: KeptPlace) => this.#isOver(it);
      for (const { place } of places.filter(isOver)) await this.#store.write(place, undefined);
      const written = writeKeptPlaces(change(places).filter((it) => !isOver(it)));
      if (written !== (await this.#store.read(listPlace))) await this.#store.write(listPlace, written);
    });
  }

  /** What is kept there and still in time. Never rejects. */
  async #read(place: string): Promise<KeptSignIn | undefined> {
    try {
      const kept = readKeptSignIn(await this.#store.read(place));
      return kept === undefined || this.#isOver(kept) ? undefined : kept;
    } catch {
      return undefined;
    }
  }

  #isOver({ expiresAt }: { readonly expiresAt: number }): boolean {
    return this.#clock.now() >= expiresAt + otherClocksMs;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      this.#log.warn('Sign-ins under way could not be kept for other windows.');
    }
  }
}
