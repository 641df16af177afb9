/** What a page can ask: request → [argument, answer]. */
type Requests<R> = { readonly [K in keyof R]: readonly [argument: unknown, answer: unknown] };

type Argument<R extends Requests<R>, K extends keyof R> = R[K][0];

/** How the host settles a request. */
type Settlement =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Requests to the host and their answers; a request that fails rejects with the host's sentence for the person. */
export class HostConnection<R extends Requests<R>> {
  readonly #post: (request: { readonly id: number; readonly method: keyof R; readonly argument: unknown }) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(post: (request: { readonly id: number; readonly method: keyof R; readonly argument: unknown }) => void) {
    this.#post = post;
  }

  request<K extends keyof R>(method: K, argument: Argument<R, K>): Promise<R[K][1]> {
    const id = ++this.#lastId;
    const answer = new Promise<R[K][1]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    this.#post({ id, method, argument });
    return answer;
  }

  /** Settles the request that a message answers, and hands on what is news. */
  receive<News extends { readonly kind: string }>(message: News | Settlement): News | undefined {
    if (!isSettlement(message)) return message;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.reason));
    return undefined;
  }
}

function isSettlement(message: { readonly kind: string }): message is Settlement {
  return message.kind === 'answer' || message.kind === 'failure';
}
