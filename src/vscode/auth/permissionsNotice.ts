/** Knows whether the sentence about the permissions is before the user's eyes, in a dialog that leads to the sign-in. */
export class PermissionsNotice {
  #openDialogs = 0;

  get isShown(): boolean {
    return this.#openDialogs > 0;
  }

  /** Runs what shows the sentence first and signs in afterwards. */
  async during<T>(signIn: () => PromiseLike<T>): Promise<T> {
    this.#openDialogs++;
    try {
      return await signIn();
    } finally {
      this.#openDialogs--;
    }
  }
}
