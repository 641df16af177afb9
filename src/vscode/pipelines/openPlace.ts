import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { FileFacts } from '../../pipelines/fileFacts';
import { PipelineIndex } from '../../pipelines/pipelineIndex';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { qualityRulesPath } from '../../pipelines/quality/qualityRules';
import { readQualityRules } from '../../pipelines/quality/readQualityRules';
import { readFileFacts } from '../../pipelines/readFileFacts';
import { readPipeline } from '../../pipelines/readPipeline';
import type { PathChange } from '../../repositories/drafts/workingTree';
import { hashContent } from '../../repositories/drafts/contentHash';
import type { PlaceSource } from './placeSource';

export interface OpenPlacePorts {
  readonly source: PlaceSource;
  /** What the editor has of a path, if the file is open there. */
  readonly findOpenText: (path: string) => { readonly text: string; readonly isDirty: boolean } | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

const readsAtOnce = 4;
/** So many files are told about at once, and read before others get their turn. */
const batchSize = 40;
/** How long it is waited until files that could not be listed are asked for again. */
const betweenTriesMs = 30_000;

/** One repository or clone while files of it are open: keeps its index true to the drafts, the files and the editor. */
export class OpenPlace implements Disposable {
  readonly index = new PipelineIndex();
  readonly source: PlaceSource;
  /** Settles once the files and quality rules are known, or cannot be; never rejects. */
  readonly ready: Promise<void>;
  readonly #ports: OpenPlacePorts;
  readonly #lifetime = new AbortController();
  readonly #subscription: Disposable;
  /** What was read last, so that the same content is not read twice. */
  readonly #hashes = new Map<string, string>();
  /** When files that could not be listed may be asked for again. */
  #nextTryMs: number | undefined;
  #isListed = false;
  /** Files that the editor has and no listing had. */
  readonly #missed = new Set<string>();
  #qualityRulesText: string | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(ports: OpenPlacePorts) {
    this.#ports = ports;
    this.source = ports.source;
    // Listening comes first: what changes while the files are listed must not go unheard.
    this.#subscription = ports.source.onDidChange((changes) => {
      void this.#queue(() => this.#follow(changes));
    });
    this.ready = this.#queue(() => this.#list());
    void this.#queue(() => this.#readKept(this.index.pipelines));
  }

  /**
   * Asks again for files that could not be listed, now and then, and where the editor has a file that was not there: a
   * change was not told then. Does not wait for them.
   */
  listAgain(path: string): void {
    const isDue = this.#nextTryMs !== undefined && this.#ports.clock.now() >= this.#nextTryMs;
    if (!isDue && !this.#noteMissed(path)) return;
    this.#nextTryMs = undefined;
    void this.#queue(() => this.#listAll());
  }

  dispose(): void {
    this.#lifetime.abort();
    this.#subscription.dispose();
    this.source.dispose();
  }

  /** Settles when everything that was under way is in the index. */
  settle(): Promise<void> {
    return this.#working;
  }

  async readText(path: string, signal?: AbortSignal): Promise<string | undefined> {
    const open = this.#ports.findOpenText(path);
    if (open !== undefined) return open.text;
    const bytes = await this.source.read(path, signal);
    if (bytes === undefined) return undefined;
    if (readPipelinePath(path) !== undefined && this.index.facts(path) === undefined) {
      this.index.setFacts(new Map([[path, await this.#toFacts(path, bytes)]]));
    }
    return new TextDecoder().decode(bytes);
  }

  /** Without a request. */
  async readKeptText(path: string, signal?: AbortSignal): Promise<string | undefined> {
    const open = this.#ports.findOpenText(path);
    if (open !== undefined) return open.text;
    const bytes = await this.source.readKept(path, signal);
    return bytes && new TextDecoder().decode(bytes);
  }

  async readAll(signal: AbortSignal, onProgress?: (done: number, total: number) => void): Promise<void> {
    await this.readEach(this.index.unread, signal, onProgress);
  }

  /** Reads some pipelines, a request each on Bitbucket. Rejects at the first failure, or with the abort reason. */
  async readEach(
    paths: readonly string[],
    signal: AbortSignal,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    let done = 0;
    const waiting = paths[Symbol.iterator]();
    const work = async () => {
      for (const path of waiting) {
        signal.throwIfAborted();
        const text = await this.readText(path, signal);
        if (text === undefined) this.index.deleteFile(path);
        else if (this.index.facts(path) === undefined) this.setText(path, text);
        onProgress?.(++done, paths.length);
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, work));
  }

  /** Takes what the editor has of a pipeline into the index; one that is deleted stays so, though an editor shows it. */
  setFacts(path: string, facts: FileFacts): void {
    if (!this.index.files.has(path) && this.index.files.hasAllPipelines) return;
    this.#hashes.delete(path);
    this.index.setFacts(new Map([[path, facts]]));
  }

  setText(path: string, text: string): void {
    this.setFacts(path, readFileFacts(readPipeline(text, readPipelinePath(path)?.kind)));
  }

  /** The editor has nothing of its own any more: what is saved counts. */
  forgetText(path: string): void {
    void this.#queue(() => this.#readKept([path]));
  }

  async readQualityRules(): Promise<void> {
    const text = await this.readText(qualityRulesPath, this.#lifetime.signal);
    if (text === this.#qualityRulesText) return;
    this.#qualityRulesText = text;
    this.index.setQualityRules(text === undefined ? undefined : readQualityRules(text).rules);
  }

  /** Whether a file is missed for the first time: one that was deleted may stay open. */
  #noteMissed(path: string): boolean {
    if (!this.source.mayMissChanges || !this.#isListed) return false;
    if (this.index.files.has(path)) {
      this.#missed.delete(path);
      return false;
    }
    const isFirst = !this.#missed.has(path);
    this.#missed.add(path);
    return isFirst;
  }

  /** One after the other; a failure is logged and keeps nothing from being done after it. */
  #queue(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(async () => {
      try {
        if (!this.#lifetime.signal.aborted) await work();
      } catch (error) {
        if (!this.#lifetime.signal.aborted) this.#ports.log.warn(`Pipelines were not read: ${String(error)}`);
      }
    });
    return this.#working;
  }

  async #list(): Promise<void> {
    const { signal } = this.#lifetime;
    const { paths, completeness, isFailed = false } = await this.source.list(signal);
    // What was known before stays known, though nobody can say any more whether it is all.
    this.index.setFiles(isFailed ? [...this.index.files.paths, ...paths] : paths, completeness);
    this.#nextTryMs = isFailed ? this.#ports.clock.now() + betweenTriesMs : undefined;
    this.#isListed = true;
    await this.readQualityRules();
  }

  async #listAll(): Promise<void> {
    await this.#list();
    await this.#readKept(this.index.pipelines);
  }

  async #follow(changes: readonly PathChange[]): Promise<void> {
    if (changes.some(({ path }) => path === '')) {
      await this.#listAll();
      return;
    }
    for (const { kind, path } of changes) {
      if (kind === 'deleted') this.index.deleteFile(path);
      else if (kind === 'created') this.index.addFile(path);
    }
    if (changes.some(({ path }) => path === qualityRulesPath)) await this.readQualityRules();
    await this.#readKept(changes.filter(({ kind }) => kind !== 'deleted').map(({ path }) => path));
  }

  /** Reads what can be had without a request; of the rest nothing is known any more. */
  async #readKept(paths: readonly string[]): Promise<void> {
    const pipelines = paths.filter((path) => readPipelinePath(path) !== undefined);
    for (let start = 0; start < pipelines.length; start += batchSize) {
      const batch = pipelines.slice(start, start + batchSize);
      const before = new Map(batch.map((path) => [path, this.index.facts(path)]));
      const facts = new Map<string, FileFacts | undefined>();
      for (const path of batch) {
        this.#lifetime.signal.throwIfAborted();
        facts.set(path, await this.#readKeptFacts(path));
      }
      for (const [path, found] of facts) {
        const known = this.index.facts(path);
        // What a request has brought meanwhile is not forgotten for not having been kept before.
        const isOvertaken = found === undefined && known !== before.get(path);
        if (found === known || isOvertaken) facts.delete(path);
      }
      this.index.setFacts(facts);
    }
  }

  async #readKeptFacts(path: string): Promise<FileFacts | undefined> {
    const open = this.#ports.findOpenText(path);
    if (open?.isDirty === true) return readFileFacts(readPipeline(open.text, readPipelinePath(path)?.kind));
    const bytes = await this.source.readKept(path, this.#lifetime.signal);
    return bytes && this.#toFacts(path, bytes);
  }

  async #toFacts(path: string, bytes: Uint8Array): Promise<FileFacts> {
    const hash = await hashContent(bytes);
    const known = this.index.facts(path);
    if (known !== undefined && this.#hashes.get(path) === hash) return known;
    this.#hashes.set(path, hash);
    const kept = await this.source.facts?.find(hash);
    if (kept !== undefined) return kept;
    const facts = readFileFacts(readPipeline(new TextDecoder().decode(bytes), readPipelinePath(path)?.kind));
    await this.source.facts?.keep(hash, facts);
    return facts;
  }
}
