/** A reason to stop that a person can act on: printed without a stack. */
export class SetUpError extends Error {
  /**
   * @param {string} cause what went wrong
   * @param {string} remedy what to do about it
   */
  constructor(cause, remedy) {
    super(`${cause}\n${remedy}`);
    this.name = 'SetUpError';
  }
}

/** Tells what is going on, on stderr: stdout belongs to the program that runs afterwards. */
export function say(text) {
  process.stderr.write(`Setting up: ${text}\n`);
}
