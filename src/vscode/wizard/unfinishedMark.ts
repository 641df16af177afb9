import type { StateStore } from '../../repositories/cacheStore';

const key = 'wizard.mayBeUnfinished';

/** Whether it is worth looking for unfinished wizards, which costs the disk something; this costs nothing. */
export function mayHaveUnfinished(state: Pick<StateStore, 'get'>): boolean {
  return state.get(key) === true;
}

/** Remembers that there may be an unfinished wizard, or that there is none. */
export function markUnfinished(state: StateStore, may: boolean): PromiseLike<void> {
  return mayHaveUnfinished(state) === may ? Promise.resolve() : state.update(key, may ? true : undefined);
}
