import type { StateStore } from '../../repositories/cacheStore';
import { SavedStrings } from '../../repositories/savedStrings';
import type { Change } from './changes';

/**
 * Which changes of a branch are picked for the next commit, in this window. Only paths: what is committed is what the
 * files hold by then.
 */
export class PickedPaths {
  readonly #saved: SavedStrings;
  readonly #paths: Set<string>;

  /** `key` names the branch; `state` is the workspace's. */
  constructor(state: StateStore, key: string) {
    this.#saved = new SavedStrings(state, `picked:${key}`);
    this.#paths = new Set(this.#saved.read());
  }

  has(change: Change): boolean {
    return change.paths.some((path) => this.#paths.has(path));
  }

  async add(changes: readonly Change[]): Promise<void> {
    for (const path of changes.flatMap(({ paths }) => paths)) this.#paths.add(path);
    await this.#save();
  }

  async remove(changes: readonly Change[]): Promise<void> {
    for (const path of changes.flatMap(({ paths }) => paths)) this.#paths.delete(path);
    await this.#save();
  }

  /** Forgets what is no change any more, so that the next change of that file begins unpicked. */
  async keepOnly(changes: readonly Change[]): Promise<void> {
    const known = new Set(changes.flatMap(({ paths }) => paths));
    const gone = [...this.#paths].filter((path) => !known.has(path));
    if (gone.length === 0) return;
    for (const path of gone) this.#paths.delete(path);
    await this.#save();
  }

  async #save(): Promise<void> {
    await this.#saved.write([...this.#paths].sort());
  }
}
