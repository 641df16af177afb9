import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import { createPlaceReader } from '../../pipelines/createPlaceReader';
import { findFileProblems } from '../../pipelines/findFileProblems';
import { findRuleTextProblem, isRuleText } from '../../pipelines/findRuleTextProblems';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import type { Problem, Severity } from '../../pipelines/problem';
import { qualityRulesPath } from '../../pipelines/quality/qualityRules';
import { readPipeline } from '../../pipelines/readPipeline';
import { sharedPipelinesPath } from '../../pipelines/sharedPipelines';
import type { OpenPlace } from './openPlace';
import type { ProblemBoard } from './problemBoard';
import { readRuleTexts } from './readRuleTexts';
import { toDiagnostic, type Positions } from './toDiagnostic';

/** Many changes come together. */
const pauseMs = 500;

/** How many problems there are of each severity, and in how many files they were looked for. */
export type ProblemCounts = Readonly<Record<Severity | 'files', number>>;

export interface RepositoryCheckPorts {
  readonly place: OpenPlace;
  readonly board: ProblemBoard;
  readonly clock: Clock;
  readonly log: Log;
}

/** The problems of all files of one repository, as far as they have been read; kept true while they change. */
export class RepositoryCheck implements Disposable {
  readonly #ports: RepositoryCheckPorts;
  readonly #owned = new DisposableStore();
  readonly #lifetime = new AbortController();
  readonly #checked = new Set<string>();
  readonly #changed = new Set<string>();
  #isWaiting = false;

  constructor(ports: RepositoryCheckPorts) {
    this.#ports = ports;
    const { index } = ports.place;
    this.#owned.add(
      index.onDidChange((paths) => {
        for (const path of paths) this.#changed.add(path);
        void this.#checkChanged();
      }),
    );
    this.#owned.add(
      index.onDidChangeFiles(() => {
        this.#changed.add('');
      }),
    );
  }

  dispose(): void {
    this.#lifetime.abort();
    this.#owned.dispose();
    for (const path of this.#checked) this.#ports.board.setFound(this.#ports.place.source.toUri(path), undefined);
  }

  /** Checks every file that has been read; no request. Rejects with the abort reason. */
  async checkAll(signal: AbortSignal): Promise<ProblemCounts> {
    const { place } = this.#ports;
    const counts = { error: 0, warning: 0, hint: 0, files: 0 };
    const paths = new Set([...this.#checked, ...place.index.pipelines, qualityRulesPath, sharedPipelinesPath]);
    const count = (problems: readonly Problem[] | undefined) => {
      for (const { severity } of problems ?? []) counts[severity]++;
    };
    for (const path of [...paths].filter((it) => !isRuleText(it)).sort()) {
      signal.throwIfAborted();
      const problems = await this.#checkFile(path, signal);
      if (problems !== undefined && readPipelinePath(path) !== undefined) counts.files++;
      count(problems);
    }
    count(await this.#checkRuleTexts(signal));
    return counts;
  }

  async #checkChanged(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const { clock, log } = this.#ports;
    try {
      await clock.sleep(pauseMs, this.#lifetime.signal);
      this.#isWaiting = false;
      const paths = [...this.#changed];
      this.#changed.clear();
      if (paths.includes('')) await this.checkAll(this.#lifetime.signal);
      else for (const path of paths) await this.#checkFile(path, this.#lifetime.signal);
    } catch (error) {
      if (!this.#lifetime.signal.aborted) log.warn(`The repository was not checked again: ${String(error)}`);
    }
  }

  /** `undefined` where there is no such file, or it was not read. */
  async #checkFile(path: string, signal: AbortSignal): Promise<readonly Problem[] | undefined> {
    const { place } = this.#ports;
    const { files, qualityRules } = place.index;
    const isGone = readPipelinePath(path) !== undefined && !files.has(path);
    const text = isGone ? undefined : await place.readKeptText(path, signal);
    const problems = text === undefined ? undefined : findFileProblems(path, text, { files, qualityRules });
    this.#show(path, text, problems);
    return problems;
  }

  async #checkRuleTexts(signal: AbortSignal): Promise<readonly Problem[]> {
    const texts = await readRuleTexts(this.#ports.place, signal);
    const found = findRuleTextProblem(texts);
    for (const [path, text] of texts) this.#show(path, text, found?.path === path ? [found.problem] : []);
    return found === undefined ? [] : [found.problem];
  }

  #show(path: string, text: string | undefined, problems: readonly Problem[] | undefined): void {
    const { place, board } = this.#ports;
    const uri = place.source.toUri(path);
    if (text === undefined || problems === undefined) {
      if (this.#checked.delete(path)) board.setFound(uri, undefined);
      return;
    }
    this.#checked.add(path);
    const kind = readPipelinePath(path)?.kind;
    const pipeline = kind === undefined || problems.length === 0 ? undefined : readPipeline(text, kind);
    const positions = createPositions(uri, text);
    board.setFound(
      uri,
      problems.map((problem) => toDiagnostic(problem, positions, pipeline)),
    );
  }
}

function createPositions(uri: vscode.Uri, text: string): Positions {
  const toPlace = createPlaceReader(text);
  return {
    uri,
    positionAt: (offset) => {
      const { line, column } = toPlace(offset);
      return new vscode.Position(line - 1, column - 1);
    },
  };
}
