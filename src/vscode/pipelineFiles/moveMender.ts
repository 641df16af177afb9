import * as vscode from 'vscode';
import { findFileReferences } from '../../pipelines/fileReferences';
import { KnownFileSet } from '../../pipelines/knownFiles';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline } from '../../pipelines/readPipeline';
import type { FileMove } from '../../pipelines/rename/fileMoves';
import { createMovePlan, mendReferences, type Mend, type MovePlan } from '../../pipelines/rename/mendReferences';
import { mendSharedPipelines } from '../../pipelines/rename/mendSharedPipelines';
import { sharedPipelinesPath } from '../../pipelines/sharedPipelines';
import { isWithin } from '../../repositories/drafts/draftLayer';
import type { ReferenceFinder } from '../../repositories/referenceFinder';
import { toUri } from '../files/locationUri';
import { addEdits } from '../pipelines/moveEdit';
import { toPlacedText } from '../pipelines/placedPipeline';
import type { EditTarget } from './editTarget';

/** Finds the references that a move would leave behind, and makes them go along. */
export class MoveMender implements ReferenceFinder {
  readonly #pipelines: readonly string[];
  readonly #isComplete: boolean;
  readonly #move: FileMove;
  readonly #plan: MovePlan;

  /** `pipelines` are those of the branch, as far as they are known. */
  constructor(pipelines: readonly string[], isComplete: boolean, move: FileMove) {
    this.#pipelines = pipelines;
    this.#isComplete = isComplete;
    this.#move = move;
    this.#plan = this.#createPlan([]);
  }

  readonly findReferences: ReferenceFinder['findReferences'] = (path, text) => {
    const { toRange } = toPlacedText(vscode.Uri.file('/'), path, text);
    return this.#findMends(path, text).map(({ span, written, target, isSure }) => ({
      path,
      value: written,
      line: toRange(span).start.line,
      target,
      match: isSure ? 'path' : 'name',
    }));
  };

  /** The edits in some pipelines, and in the list of those that are shared where that is on this computer. */
  async createEdit(target: EditTarget, paths: Iterable<string>): Promise<vscode.WorkspaceEdit> {
    const edit = new vscode.WorkspaceEdit();
    for (const path of new Set(paths)) {
      const text = withoutMark(await readText(target, path));
      addEdits(edit, toPlacedText(toUri(target.location, path), path, text), this.#findMends(path, text));
    }
    const shared = await readKept(target, sharedPipelinesPath);
    if (shared !== undefined) {
      const text = withoutMark(shared);
      const uri = toUri(target.location, sharedPipelinesPath);
      addEdits(edit, toPlacedText(uri, sharedPipelinesPath, text), mendSharedPipelines(text, this.#plan));
    }
    return edit;
  }

  #findMends(path: string, text: string): readonly Mend[] {
    const document = readPipeline(withoutMark(text), readPipelinePath(path)?.kind);
    const scripts = this.#findMovedScripts(document);
    return mendReferences(document, path, scripts.length === 0 ? this.#plan : this.#createPlan(scripts));
  }

  /** Only pipelines are known: a script that a pipeline names in what is moved is taken to be there. */
  #findMovedScripts(document: PipelineDocument): readonly string[] {
    return findFileReferences(document)
      .filter(({ kind }) => kind === 'script')
      .map(({ value }) => value.text.trim().replace(/^\/+/, ''))
      .filter((path) => isWithin(path, this.#move.from));
  }

  #createPlan(scripts: readonly string[]): MovePlan {
    return createMovePlan(new KnownFileSet([...this.#pipelines, ...scripts], this.#isComplete ? 'pipelines' : 'some'), [
      this.#move,
    ]);
  }
}

/** As the editor has it, with what is typed and not saved. */
async function readText({ location, tree }: EditTarget, path: string): Promise<string> {
  return findOpenText(toUri(location, path)) ?? new TextDecoder().decode(await tree.read(path));
}

/** Without a request. */
async function readKept({ location, services, tree }: EditTarget, path: string): Promise<string | undefined> {
  const open = findOpenText(toUri(location, path));
  if (open !== undefined) return open;
  const bytes = (await tree.drafts.readContent(path)) ?? (await services.files.readKept(location, path));
  return bytes && new TextDecoder().decode(bytes);
}

function findOpenText(uri: vscode.Uri): string | undefined {
  return vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString())?.getText();
}

function withoutMark(text: string): string {
  return text.replace(/^\u{FEFF}/u, '');
}
