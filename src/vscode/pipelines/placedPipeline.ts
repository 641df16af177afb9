import * as vscode from 'vscode';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline } from '../../pipelines/readPipeline';
import type { Span } from '../../pipelines/span';
import type { PipelinePlace } from './languageContext';

/** A text of a repository with its address, which need not be open anywhere. */
export interface PlacedText {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly text: string;
  readonly toRange: (span: Span) => vscode.Range;
}

export interface PlacedPipeline extends PlacedText {
  readonly document: PipelineDocument;
}

/** `undefined` where there is no such text. */
export async function readPlacedText(
  place: PipelinePlace,
  path: string,
  signal?: AbortSignal,
): Promise<PlacedText | undefined> {
  const text = await place.readText(path, signal);
  // The editor takes the mark away, so its offsets do not count it.
  return text === undefined ? undefined : toPlacedText(place.toUri(path), path, text.replace(/^\u{FEFF}/u, ''));
}

/** `undefined` where there is no such text. */
export async function readPlacedPipeline(
  place: PipelinePlace,
  path: string,
  signal?: AbortSignal,
): Promise<PlacedPipeline | undefined> {
  const read = await readPlacedText(place, path, signal);
  return read && { ...read, document: readPipeline(read.text, readPipelinePath(path)?.kind) };
}

/** `text` is without a byte order mark. */
export function toPlacedText(uri: vscode.Uri, path: string, text: string): PlacedText {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((it) => it.index + it[0].length)];
  const lineOf = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  const toRange = ({ start, end }: Span) => {
    const [first, last] = [lineOf(start), lineOf(end)];
    return new vscode.Range(first, start - (starts[first] ?? 0), last, end - (starts[last] ?? 0));
  };
  return { uri, path, text, toRange };
}

/** The range of a part of a document that the editor has. */
export function rangeIn(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
