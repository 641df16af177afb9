/** Runs one call per key at a time: whoever asks while it is under way gets the same promise. */
export class SharedCall<K, T> {
  readonly #underWay = new Map<K, Promise<T>>();

  run(key: K, call: () => Promise<T>): Promise<T> {
    const current = this.#underWay.get(key);
    if (current !== undefined) return current;
    const started = call().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, started);
    return started;
  }
}
