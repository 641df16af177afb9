import assert from 'node:assert/strict';
import { findProblems } from '../../src/pipelines/findProblems';
import type { Component, PipelineDocument } from '../../src/pipelines/pipelineDocument';
import type { TextEdit } from '../../src/pipelines/problem';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { applyEdits } from '../../src/pipelines/applyFixes';
import { createCorpus } from './pipelineCorpus';

/** Every pipeline of the corpus, in turn as it is, with CRLF, and without its last line break. */
export const writtenCorpus = createCorpus().map(({ path, text }, index) => ({
  path,
  text: [text, text.replaceAll('\n', '\r\n'), text.replace(/\n$/, '')][index % 3] ?? text,
}));

/** What stands of a component, wherever it is. */
export function sourceOf({ text }: PipelineDocument, { entry }: Component): string {
  return text.slice(entry.span.start, entry.span.end);
}

/** The component of a name, which has to be there. */
export function find({ pipeline }: PipelineDocument, name: string): Component {
  const found = pipeline.componentsByName.get(name);
  assert.ok(found, name);
  return found;
}

/** Of all problems, sorted. */
export function codesOf(text: string): readonly string[] {
  return findProblems(readPipeline(text))
    .map(({ code }) => code)
    .sort();
}

/** The text after edits, which there have to be. */
export function apply(text: string, edits: readonly TextEdit[] | TextEdit | undefined): string {
  assert.ok(edits !== undefined);
  return applyEdits(text, 'span' in edits ? [edits] : edits);
}
