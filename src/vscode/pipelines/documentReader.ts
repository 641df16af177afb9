import type * as vscode from 'vscode';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline, rereadPipeline } from '../../pipelines/readPipeline';

interface KnownDocument {
  readonly version: number;
  readonly pipeline: PipelineDocument;
  /** The last one that could be read as a whole: a line that is being typed is broken for a while. */
  readonly whole: PipelineDocument | undefined;
}

/** Reads documents of the editor, each version once, and of the next one only what has changed. */
export class DocumentReader {
  readonly #known = new WeakMap<vscode.TextDocument, KnownDocument>();

  readonly read = (document: vscode.TextDocument): PipelineDocument => {
    const { version, uri } = document;
    const known = this.#known.get(document);
    if (known?.version === version) return known.pipeline;
    const text = document.getText();
    const kind = readPipelinePath(uri.path)?.kind;
    const pipeline = known?.whole ? rereadPipeline(known.whole, text, kind) : readPipeline(text, kind);
    this.#known.set(document, { version, pipeline, whole: pipeline.isWhole ? pipeline : known?.whole });
    return pipeline;
  };
}
