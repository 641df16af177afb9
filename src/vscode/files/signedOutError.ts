/** No account is signed in that could read a repository. Its message is for the log. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';

  constructor() {
    super('No account is signed in.');
  }
}
