import { Emitter, type Disposable } from '../../base/event';
import type { PipelineChange } from '../../pipelines/compare/pipelineChange';
import { isCancellation } from '../files/isCancellation';
import { readComparison } from './comparedPipeline';
import { isOfPipelines } from './comparison';
import { isComparable, toComparison, type BranchReview, type ReviewedFile } from './review';

/** So many are read at a time, which cost two requests each at most. */
const together = 6;
/** What fails so often in a row fails again: asking on would spend requests in vain. */
const mostFailures = 3;

/** What is known by now of the changes of a file. */
export type KnownChanges =
  | { readonly kind: 'unread' | 'reading' }
  | { readonly kind: 'compared'; readonly changes: readonly PipelineChange[] }
  /** In words for people. */
  | { readonly kind: 'failed'; readonly reason: string };

const unread: KnownChanges = { kind: 'unread' };

/** A review that is being looked at: its pipelines are compared one by one, when it is asked for. */
export class ShownReview implements Disposable {
  readonly review: BranchReview;
  readonly #known = new Map<ReviewedFile, KnownChanges>();
  readonly #underWay = new Map<ReviewedFile, Promise<KnownChanges>>();
  readonly #onDidChange = new Emitter<ReviewedFile>();
  /** Something else is known of a file. */
  readonly onDidChange = this.#onDidChange.event;
  readonly #lifetime = new AbortController();

  constructor(review: BranchReview) {
    this.review = review;
  }

  /** What can be told in words and was not compared yet, or not with success. */
  get unread(): readonly ReviewedFile[] {
    return this.review.files.filter((file) => isComparable(file) && isOpen(this.find(file)));
  }

  find(file: ReviewedFile): KnownChanges {
    return this.#known.get(file) ?? unread;
  }

  /** Compares a file unless it was: two requests at most. Never rejects. */
  compare(file: ReviewedFile): Promise<KnownChanges> {
    const known = this.find(file);
    if (known.kind === 'compared') return Promise.resolve(known);
    const running = this.#underWay.get(file) ?? this.#compare(file);
    this.#underWay.set(file, running);
    return running;
  }

  /** Compares files in their order, some at a time, until it is told to stop or nothing can be read any more. */
  async compareAll(
    files: readonly ReviewedFile[],
    signal: AbortSignal,
    onProgress?: (done: number) => void,
  ): Promise<void> {
    const left = [...files];
    let done = 0;
    let failures = 0;
    const work = async () => {
      for (let file = left.shift(); file !== undefined; file = left.shift()) {
        if (signal.aborted || this.#lifetime.signal.aborted || failures >= mostFailures) return;
        const { kind } = await this.compare(file);
        failures = kind === 'failed' ? failures + 1 : 0;
        onProgress?.(++done);
      }
    };
    await Promise.all(Array.from({ length: together }, work));
  }

  dispose(): void {
    this.#lifetime.abort();
    this.#onDidChange.dispose();
  }

  async #compare(file: ReviewedFile): Promise<KnownChanges> {
    const comparison = toComparison(file, this.review);
    if (!isOfPipelines(comparison)) return unread;
    this.#learn(file, { kind: 'reading' });
    const known = await readComparison(comparison).then(
      ({ changes }): KnownChanges => ({ kind: 'compared', changes }),
      (error: unknown): KnownChanges => (isCancellation(error) ? unread : { kind: 'failed', reason: toReason(error) }),
    );
    this.#underWay.delete(file);
    this.#learn(file, known);
    return known;
  }

  #learn(file: ReviewedFile, known: KnownChanges): void {
    this.#known.set(file, known);
    this.#onDidChange.fire(file);
  }
}

function isOpen({ kind }: KnownChanges): boolean {
  return kind === 'unread' || kind === 'failed';
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
