import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { HeldPlace } from './places';
import { RepositoryCheck, type RepositoryCheckPorts } from './repositoryCheck';

/** The repositories that were checked: what was found there stays until the next check, or a change. */
export class RepositoryChecks implements Disposable {
  readonly #ports: Omit<RepositoryCheckPorts, 'place'>;
  readonly #open = new Map<
    string,
    { readonly check: RepositoryCheck; readonly owned: Disposable; readonly held: HeldPlace }
  >();

  constructor(ports: Omit<RepositoryCheckPorts, 'place'>) {
    this.#ports = ports;
  }

  dispose(): void {
    for (const { owned } of this.#open.values()) owned.dispose();
    this.#open.clear();
  }

  /** The same one for the same place; takes over what holds the place. */
  readonly open = (held: HeldPlace): RepositoryCheck => {
    const key = held.place.source.rootUri.toString();
    const known = this.#open.get(key);
    if (known?.held.place === held.place) {
      held.dispose();
      return known.check;
    }
    // The place was opened anew, as after another account was chosen.
    known?.owned.dispose();
    const owned = new DisposableStore();
    owned.add(held);
    const check = owned.add(new RepositoryCheck({ ...this.#ports, place: held.place }));
    this.#open.set(key, { check, owned, held });
    return check;
  };
}
