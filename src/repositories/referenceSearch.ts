import pLimit from 'p-limit';
import type { PipelineReference, ReferenceFinder } from './referenceFinder';

/** The pipelines of a branch, as far as they can be read. */
export interface ReferenceSearchPorts {
  readonly finder: ReferenceFinder;
  /** Pipelines that are about to be moved or deleted; what they refer to among themselves counts as well. */
  readonly targets: readonly string[];
  /** All pipelines of the branch. */
  readonly pipelines: readonly string[];
  /** Without a request; `undefined` where that is not possible. */
  readonly readKept: (path: string) => Promise<Uint8Array | undefined>;
  /** At most one request. */
  readonly read: (path: string, signal: AbortSignal) => Promise<Uint8Array>;
}

const readsAtOnce = 4;

/** Looks for what refers to some pipelines: at once in what is on this computer, in the rest only when it is told to. */
export class ReferenceSearch {
  readonly #ports: ReferenceSearchPorts;
  readonly #found = new Map<string, readonly PipelineReference[]>();
  #unread: readonly string[];

  constructor(ports: ReferenceSearchPorts) {
    this.#ports = ports;
    this.#unread = ports.pipelines;
  }

  /** Sorted by the path of the pipeline that refers. */
  get references(): readonly PipelineReference[] {
    return [...this.#found.keys()].sort().flatMap((path) => this.#found.get(path) ?? []);
  }

  /** The pipelines that nobody looked into yet: a request each. */
  get unread(): readonly string[] {
    return this.#unread;
  }

  async searchKept(): Promise<void> {
    await this.#search((path) => this.#ports.readKept(path));
  }

  /** Rejects at the first failure, or the abort reason; what was read until then is known. */
  async searchRest(signal: AbortSignal): Promise<void> {
    await this.#search((path) => this.#ports.read(path, signal), signal);
  }

  async #search(read: (path: string) => Promise<Uint8Array | undefined>, signal?: AbortSignal): Promise<void> {
    const { finder, targets } = this.#ports;
    const decoder = new TextDecoder();
    const limit = pLimit(readsAtOnce);
    try {
      await limit.map(this.#unread, async (path) => {
        signal?.throwIfAborted();
        const bytes = await read(path);
        if (bytes !== undefined) this.#found.set(path, finder.findReferences(path, decoder.decode(bytes), targets));
      });
    } finally {
      limit.clearQueue();
      this.#unread = this.#unread.filter((path) => !this.#found.has(path));
    }
  }
}
