import { Emitter } from '../base/event';
import type { FactReference, FileFacts } from './fileFacts';
import { findPossibleNames, resolveFile } from './fileReferences';
import { KnownFileSet, type Completeness } from './knownFiles';
import { readPipelinePath } from './pipelineKind';
import type { QualityRule } from './quality/qualityRules';
import type { Referrer, RepositoryIndex, SharedUse } from './repositoryIndex';
import { splitSharedPipelineName } from './sharedPipelines';

interface Entry {
  readonly facts: FileFacts;
  /** What may be named, by the position of the reference, and behind them the shared pipelines. */
  readonly names: readonly (readonly string[])[];
}

/**
 * The index of a repository, changed file by file. Where references lead is worked out when somebody asks, among those
 * that name such a file: a file that comes or goes costs the same in a repository of any size.
 */
export class PipelineIndex implements RepositoryIndex {
  readonly #entries = new Map<string, Entry>();
  /** The files that refer, by the file name they may mean, or the shared pipeline. */
  readonly #namedBy = new Map<string, Set<string>>();
  readonly #onDidChange = new Emitter<readonly string[]>();
  readonly onDidChange = this.#onDidChange.event;
  readonly #onDidChangeFiles = new Emitter<undefined>();
  /** Files came or went, or the quality rules are others: problems elsewhere may come and go with them. */
  readonly onDidChangeFiles = this.#onDidChangeFiles.event;
  #files = new KnownFileSet([], 'some');
  #pipelines: readonly string[] | undefined;
  #qualityRules: readonly QualityRule[] | undefined;

  get files(): KnownFileSet {
    return this.#files;
  }

  get pipelines(): readonly string[] {
    this.#pipelines ??= [...this.#files.paths].filter((path) => readPipelinePath(path) !== undefined).sort();
    return this.#pipelines;
  }

  get unread(): readonly string[] {
    return this.pipelines.filter((path) => !this.#entries.has(path));
  }

  get qualityRules(): readonly QualityRule[] | undefined {
    return this.#qualityRules;
  }

  get hasSharedUses(): boolean {
    return [...this.#entries.values()].some(({ facts }) => facts.sharedPipelines.length > 0);
  }

  facts(path: string): FileFacts | undefined {
    return this.#entries.get(path)?.facts;
  }

  findReferrers(path: string): readonly Referrer[] {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return [...(this.#namedBy.get(name) ?? [])].sort().flatMap((from) => this.#findReferences(from, name, path));
  }

  findSharedUses(id: string): readonly SharedUse[] {
    return [...(this.#namedBy.get(toSharedKey(id)) ?? [])].sort().flatMap((path) => {
      const uses = this.facts(path)?.sharedPipelines ?? [];
      return uses.filter(({ name }) => splitSharedPipelineName(name).id === id).map((use) => ({ path, use }));
    });
  }

  /** These are the files from now on; what was read of those that are still there stays. */
  setFiles(paths: Iterable<string>, completeness: Completeness): void {
    this.#files = new KnownFileSet(paths, completeness);
    this.#pipelines = undefined;
    for (const path of [...this.#entries.keys()]) if (!this.#files.has(path)) this.#forget(path);
    this.#tell('');
  }

  addFile(path: string): void {
    if (this.#files.has(path)) return;
    this.#files.add(path);
    this.#pipelines = undefined;
    this.#tell(path);
  }

  deleteFile(path: string): void {
    if (!this.#files.has(path)) return;
    this.#files.delete(path);
    this.#pipelines = undefined;
    this.#forget(path);
    this.#tell(path);
  }

  /** What was read of files; `undefined` forgets it. Files that are not known become so. */
  setFacts(facts: ReadonlyMap<string, FileFacts | undefined>): void {
    for (const [path, given] of facts) {
      this.#forget(path);
      if (given === undefined) continue;
      this.addFile(path);
      this.#remember(path, given);
    }
    if (facts.size > 0) this.#onDidChange.fire([...facts.keys()]);
  }

  setQualityRules(rules: readonly QualityRule[] | undefined): void {
    this.#qualityRules = rules;
    this.#tell('');
  }

  #tell(path: string): void {
    this.#onDidChange.fire([path]);
    this.#onDidChangeFiles.fire(undefined);
  }

  #remember(path: string, facts: FileFacts): void {
    const names = [
      ...facts.references.map((reference) => findPossibleNames(toWritten(reference), path)),
      facts.sharedPipelines.map(({ name }) => toSharedKey(splitSharedPipelineName(name).id)),
    ];
    this.#entries.set(path, { facts, names });
    for (const name of names.flat()) {
      const files = this.#namedBy.get(name);
      if (files === undefined) this.#namedBy.set(name, new Set([path]));
      else files.add(path);
    }
  }

  #forget(path: string): void {
    const names = this.#entries.get(path)?.names.flat() ?? [];
    this.#entries.delete(path);
    for (const name of names) {
      const files = this.#namedBy.get(name);
      files?.delete(path);
      if (files?.size === 0) this.#namedBy.delete(name);
    }
  }

  #findReferences(from: string, name: string, path: string): readonly Referrer[] {
    const { facts, names } = this.#entries.get(from) ?? { names: [] };
    return (facts?.references ?? []).flatMap((reference, index): readonly Referrer[] => {
      if (names[index]?.includes(name) !== true) return [];
      const resolution = resolveFile(toWritten(reference), from, this.#files);
      if (resolution.kind === 'found') {
        return resolution.path === path ? [{ path: from, reference, match: 'found' }] : [];
      }
      if (resolution.kind !== 'moved' && resolution.kind !== 'relative') return [];
      return resolution.candidates.includes(path) ? [{ path: from, reference, match: resolution.kind }] : [];
    });
  }
}

/** No file has a name with a slash. */
function toSharedKey(id: string): string {
  return `/${id}`;
}

function toWritten({ pipelineKind, written }: FactReference) {
  return { pipelineKind, value: { text: written } };
}
