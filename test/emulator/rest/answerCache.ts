import { LRUCache } from 'lru-cache';
import { type BitbucketState } from '../state/bitbucketState';

const maximumBytes = 64 * 1024 * 1024;

/** Rendered answers, so that whoever measures a client does not measure the emulator. */
export class AnswerCache {
  readonly #state: BitbucketState;
  readonly #answers = new LRUCache<string, { readonly revision: number; readonly body: Buffer }>({
    maxSize: maximumBytes,
    sizeCalculation: ({ body }) => body.length + 1,
  });

  constructor(state: BitbucketState) {
    this.#state = state;
  }

  find(key: string): Buffer | undefined {
    const answer = this.#answers.get(key);
    return answer?.revision === this.#state.revision ? answer.body : undefined;
  }

  /** `revision` is the state's when the answer began to be made. */
  keep(key: string, revision: number, body: Buffer): void {
    this.#answers.set(key, { revision, body });
  }
}
