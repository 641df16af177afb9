import {
  findFileReferences,
  resolveFile,
  toWrittenPath,
  type FileReference,
  type FileResolution,
} from '../fileReferences';
import type { KnownFiles } from '../knownFiles';
import type { PipelineDocument } from '../pipelineDocument';
import type { Scalar } from '../yamlValue';
import { moveKnownFiles, toMovedPath, type FileMove } from './fileMoves';
import type { RenameEdit } from './renameSymbol';
import { createScalarWriter } from './scalarWriter';

/** A reference that leads elsewhere, or nowhere, after a move, and the edit that mends it. */
export interface Mend extends RenameEdit {
  /** Where the file is after the move that is meant. */
  readonly target: string;
  /** As it was written. */
  readonly written: string;
}

/** What `FileReference` and `FactReference` have in common. */
type Written = Pick<FileReference, 'pipelineKind'> & { readonly value: Pick<Scalar, 'text'> };

/** Files before and after a move, and what that does to references. */
export interface MovePlan {
  /**
   * What has to be written in a pipeline, `path` before the move, so that a reference goes on to mean the same file;
   * `undefined` where it does already, or where nobody knows what it means.
   */
  findMend(
    reference: Written,
    path: string | undefined,
  ): (Omit<Mend, 'span' | 'newText'> & { readonly newWritten: string }) | undefined;
}

export function createMovePlan(files: KnownFiles, moves: readonly FileMove[]): MovePlan {
  const after = moveKnownFiles(files, moves);
  return {
    findMend: (reference, path) => {
      const before = resolveFile(reference, path, files);
      const old = onlyPathOf(before);
      if (old === undefined) return undefined;
      const target = toMovedPath(old, moves);
      const newPath = path === undefined ? undefined : toMovedPath(path, moves);
      const resolution = resolveFile(reference, newPath, after);
      const isAsGood = resolution.kind === 'found' || resolution.kind === before.kind;
      if (isAsGood && onlyPathOf(resolution) === target) return undefined;
      const written = reference.value.text;
      const newWritten = [toWrittenPath(target, written.trim()), target]
        .map((it) => (/^\s*\/*/.exec(written)?.[0] ?? '') + it + (/\s*$/.exec(written)?.[0] ?? ''))
        .find((text) => onlyPathOf(resolveFile({ ...reference, value: { text } }, newPath, after)) === target);
      return newWritten === undefined ? undefined : { target, written, newWritten, isSure: before.kind === 'found' };
    },
  };
}

/** The edits that keep the references of one pipeline leading where they did. */
export function mendReferences(document: PipelineDocument, path: string, plan: MovePlan): readonly Mend[] {
  const writer = createScalarWriter(document);
  return findFileReferences(document).flatMap((reference) => {
    const mend = plan.findMend(reference, path);
    if (mend === undefined) return [];
    const { newWritten, ...rest } = mend;
    return [{ ...rest, ...writer.replace(reference.value, newWritten, 'value') }];
  });
}

function onlyPathOf(resolution: FileResolution): string | undefined {
  switch (resolution.kind) {
    case 'found':
    case 'otherKind':
      return resolution.path;
    case 'relative':
    case 'moved':
      return resolution.candidates.length === 1 ? resolution.candidates[0] : undefined;
    case 'missing':
    case 'unchecked':
      return undefined;
  }
}
