import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import { untilAborted } from '../../base/untilAborted';
import { findFileProblems } from '../../pipelines/findFileProblems';
import { findProblems } from '../../pipelines/findProblems';
import { findRuleTextProblem, isRuleText } from '../../pipelines/findRuleTextProblems';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import type { Problem } from '../../pipelines/problem';
import { qualityRulesPath } from '../../pipelines/quality/qualityRules';
import { readFileFacts } from '../../pipelines/readFileFacts';
import { readPipeline } from '../../pipelines/readPipeline';
import type { CheckContext } from '../../pipelines/rules/rule';
import { pipelineLanguageId } from '../ids';
import { isChecked } from './isChecked';
import type { Places } from './places';
import type { ProblemBoard } from './problemBoard';
import { readRuleTexts } from './readRuleTexts';
import { toDiagnostic } from './toDiagnostic';

/** Typing goes on while nothing is checked. */
const typingPauseMs = 250;

export interface DocumentChecksPorts {
  readonly places: Places;
  readonly board: ProblemBoard;
  readonly read: (document: vscode.TextDocument) => PipelineDocument;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is wrong in a document as it is now, and would be with another text. */
export interface FoundProblems {
  readonly problems: readonly Problem[];
  /** Of a pipeline. */
  readonly pipeline: PipelineDocument | undefined;
  readonly findIn: (text: string) => readonly Problem[];
}

type FoundPlace = Awaited<ReturnType<Places['find']>>;

/** Shows what is wrong in the files that are open, a moment after the last change. */
export class DocumentChecks implements Disposable {
  readonly #ports: DocumentChecksPorts;
  readonly #owned = new DisposableStore();
  /** By address: what waits or is under way. */
  readonly #runs = new Map<string, AbortController>();

  constructor(ports: DocumentChecksPorts) {
    this.#ports = ports;
    const { workspace } = vscode;
    this.#owned.add(
      workspace.onDidOpenTextDocument((document) => {
        this.#check(document, 0);
      }),
    );
    this.#owned.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#check(document, typingPauseMs);
      }),
    );
    this.#owned.add(
      workspace.onDidCloseTextDocument((document) => {
        this.#forget(document);
      }),
    );
    this.#owned.add(
      ports.places.onDidOpen((place) => {
        place.index.onDidChangeFiles(() => {
          this.#checkOpen(({ uri }) => ports.places.isOf(place, uri));
        });
      }),
    );
    this.#owned.add(
      ports.places.onDidReset(() => {
        this.#checkOpen(() => true);
      }),
    );
    this.#checkOpen(() => true);
  }

  dispose(): void {
    for (const key of [...this.#runs.keys()]) this.#stop(key);
    this.#owned.dispose();
  }

  /** `undefined` for a document that is not checked. Rejects with the abort reason. */
  async find(document: vscode.TextDocument, signal: AbortSignal): Promise<FoundProblems | undefined> {
    if (!isChecked(document)) return undefined;
    const found = await this.#ports.places.find(document.uri, signal);
    await untilAborted(found?.place.ready ?? Promise.resolve(), signal);
    const isPipeline = document.languageId === pipelineLanguageId;
    return {
      problems: await this.#lookInto(document, found, signal),
      pipeline: isPipeline ? this.#ports.read(document) : undefined,
      findIn: (text) => findIn(document, text, found),
    };
  }

  #checkOpen(isConcerned: (document: vscode.TextDocument) => boolean): void {
    for (const document of vscode.workspace.textDocuments) if (isConcerned(document)) this.#check(document, 0);
  }

  #check(document: vscode.TextDocument, pauseMs: number): void {
    if (!isChecked(document)) return;
    const key = document.uri.toString();
    this.#stop(key);
    const controller = new AbortController();
    this.#runs.set(key, controller);
    this.#run(document, pauseMs, controller.signal).catch((error: unknown) => {
      if (!controller.signal.aborted) this.#ports.log.warn(`${document.uri.path} was not checked: ${String(error)}`);
    });
  }

  async #run(document: vscode.TextDocument, pauseMs: number, signal: AbortSignal): Promise<void> {
    const { places, board, clock } = this.#ports;
    if (pauseMs > 0) await clock.sleep(pauseMs, signal);
    const isFirst = !board.hasLive(document.uri);
    // What needs no other file is said at once; listing those may take a request.
    if (isFirst) this.#show(document, await this.#lookInto(document, undefined, signal));
    const found = await places.find(document.uri, signal);
    signal.throwIfAborted();
    if (found === undefined && isFirst) return;
    await untilAborted(found?.place.ready ?? Promise.resolve(), signal);
    if (found !== undefined) await this.#tellIndex(document, found);
    const problems = await this.#lookInto(document, found, signal);
    signal.throwIfAborted();
    this.#show(document, problems);
  }

  async #tellIndex(document: vscode.TextDocument, { place, path }: NonNullable<FoundPlace>): Promise<void> {
    if (path === qualityRulesPath) await place.readQualityRules();
    else if (readPipelinePath(path) !== undefined) place.setFacts(path, readFileFacts(this.#ports.read(document)));
  }

  async #lookInto(document: vscode.TextDocument, found: FoundPlace, signal: AbortSignal): Promise<readonly Problem[]> {
    if (document.languageId === pipelineLanguageId) {
      return findProblems(this.#ports.read(document), toCheckContext(document, found));
    }
    if (found !== undefined && isRuleText(found.path)) return this.#lookIntoRules(document, found, signal);
    return findIn(document, document.getText(), found);
  }

  async #lookIntoRules(
    document: vscode.TextDocument,
    { place, path }: NonNullable<FoundPlace>,
    signal: AbortSignal,
  ): Promise<readonly Problem[]> {
    const texts = await readRuleTexts(place, signal);
    const found = findRuleTextProblem(new Map([...texts, [path, document.getText()]]));
    return found?.path === path ? [found.problem] : [];
  }

  #show(document: vscode.TextDocument, problems: readonly Problem[]): void {
    if (document.isClosed) return;
    const pipeline = document.languageId === pipelineLanguageId ? this.#ports.read(document) : undefined;
    this.#ports.board.setLive(
      document.uri,
      problems.map((problem) => toDiagnostic(problem, document, pipeline)),
    );
  }

  #forget(document: vscode.TextDocument): void {
    if (!isChecked(document)) return;
    this.#stop(document.uri.toString());
    this.#ports.board.setLive(document.uri, undefined);
    this.#ports.places.forgetText(document.uri);
  }

  #stop(key: string): void {
    this.#runs.get(key)?.abort();
    this.#runs.delete(key);
  }
}

function findIn(document: vscode.TextDocument, text: string, found: FoundPlace): readonly Problem[] {
  const context = toCheckContext(document, found);
  if (document.languageId !== pipelineLanguageId) return findFileProblems(found?.path ?? '', text, context);
  return findProblems(readPipeline(text, readPipelinePath(document.uri.path)?.kind), context);
}

function toCheckContext({ uri }: vscode.TextDocument, found: FoundPlace): CheckContext {
  const { files, qualityRules } = found?.place.index ?? {};
  const fileName = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  // Somebody may call any file a pipeline; what is wrong with its name is not said then.
  const path = readPipelinePath(uri.path) && (found?.path ?? fileName);
  return { path, files, qualityRules };
}
