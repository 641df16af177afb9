import type { Log } from '../../../src/base/log';

/** A log that keeps its lines, so that tests can look for what must not be in them. */
export class RecordingLog implements Log {
  readonly lines: string[] = [];
  readonly #keep = (line: string): void => {
    this.lines.push(line);
  };
  readonly debug = this.#keep;
  readonly info = this.#keep;
  readonly warn = this.#keep;
  readonly error = this.#keep;
}
