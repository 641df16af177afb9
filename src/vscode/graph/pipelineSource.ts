import * as vscode from 'vscode';
import { createGraph, toNodeId, type PlacedProblem } from '../../graph/createGraph';
import type { Graph } from '../../graph/graphModel';
import { KeptLayout } from '../../graph/keptLayout';
import { findProblems } from '../../pipelines/findProblems';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import type { Severity } from '../../pipelines/problem';
import { toProblemMessage } from '../../pipelines/problemMessage';
import type { Span } from '../../pipelines/span';
import { DocumentReader } from '../pipelines/documentReader';

/** A pipeline's text, what it means, and its graph. */
export interface ReadPipeline {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly pipeline: PipelineDocument;
  readonly graph: Graph;
}

/** Reads the pipelines that one graph shows after each other. */
export class GraphReader {
  readonly #documents = new DocumentReader();
  readonly #layout = new KeptLayout();

  /** Reads a pipeline as the editor has it, with what is not saved. Rejects when there is no such file. */
  async read(uri: vscode.Uri): Promise<ReadPipeline> {
    const document = await openDocument(uri);
    const { version } = document;
    const pipeline = this.#documents.read(document);
    const graph = await createGraph(pipeline, findPlacedProblems(document, pipeline), this.#layout);
    return { document, version, pipeline, graph };
  }
}

const severities = new Map<vscode.DiagnosticSeverity, Severity>([
  [vscode.DiagnosticSeverity.Error, 'error'],
  [vscode.DiagnosticSeverity.Warning, 'warning'],
]);

/** What the text itself shows, at once, and what the checks say besides, which know the other files. */
function findPlacedProblems(document: vscode.TextDocument, pipeline: PipelineDocument): readonly PlacedProblem[] {
  const own = findProblems(pipeline);
  const codes = new Set<unknown>(own.map(({ code }) => code));
  const others = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, code }) => source === 'Maia' && !codes.has(code));
  return [
    ...own.map((problem) => ({
      severity: problem.severity,
      message: toProblemMessage(problem),
      start: problem.span.start,
    })),
    ...others.map(({ severity, message, range }) => ({
      severity: severities.get(severity) ?? 'hint',
      message,
      start: document.offsetAt(range.start),
    })),
  ];
}

/** The text of a pipeline; opened out of sight where nobody has it open. */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  return open ?? vscode.workspace.openTextDocument(uri);
}

/** The id of the component that a place in the text belongs to, by itself or by its place in the design. */
export function findIdAt({ pipeline }: PipelineDocument, offset: number): string | undefined {
  const holds = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const counts = new Map<string, number>();
  for (const { name, entry } of pipeline.components) {
    const count = (counts.get(name.text) ?? 0) + 1;
    counts.set(name.text, count);
    if (holds(entry.span)) return toNodeId(name.text, count);
  }
  const place = pipeline.design.components.find(({ entry }) => holds(entry.span));
  return place && pipeline.componentsByName.has(place.name.text) ? toNodeId(place.name.text) : undefined;
}

/** Where the name of a node's component stands in the text. */
export function findSpanOf({ pipeline }: PipelineDocument, id: string): Span | undefined {
  const counts = new Map<string, number>();
  for (const { name } of pipeline.components) {
    const count = (counts.get(name.text) ?? 0) + 1;
    counts.set(name.text, count);
    if (toNodeId(name.text, count) === id) return name.span;
  }
  return undefined;
}

/** A span of the text as the editor counts. */
export function toRange(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
