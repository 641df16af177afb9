/** The emulator's time. It can be put forward, so that a test need not wait until a code or a token has expired. */
export class EmulatorClock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  /** ISO 8601 the way Bitbucket writes it: microseconds and a numeric offset. */
  timestamp(): string {
    return toTimestamp(this.now());
  }
}

/** Milliseconds since the epoch in Bitbucket's way of writing. */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
