/** A branch that was there is not any more, as after its pull request was merged; its repository still is. */
export class BranchGoneError extends Error {
  override readonly name = 'BranchGoneError';

  constructor(branch: string) {
    super(`The branch ${branch} is gone.`);
  }
}
