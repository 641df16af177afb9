import { findFileProblems } from '../../src/pipelines/findFileProblems';
import { createKnownFiles } from '../../src/pipelines/knownFiles';
import type { Problem } from '../../src/pipelines/problem';

/** The problems of a text in a repository that has only these files. */
export function checkText(path: string, text: string, files: readonly string[] = []): readonly Problem[] {
  return findFileProblems(path, text, { files: createKnownFiles([path, ...files], true) });
}
