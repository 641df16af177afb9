import { KnownFileSet, type KnownFiles } from '../knownFiles';

/** A file or folder that goes from one path to another one; what is below a folder goes along. */
export interface FileMove {
  readonly from: string;
  readonly to: string;
}

/** Where a file is after some moves. */
export function toMovedPath(path: string, moves: readonly FileMove[]): string {
  const move = moves.find(({ from }) => path === from || path.startsWith(`${from}/`));
  return move === undefined ? path : move.to + path.slice(move.from.length);
}

/** The files as they are after some moves. Linear in their number. */
export function moveKnownFiles(files: KnownFiles, moves: readonly FileMove[]): KnownFiles {
  const { paths, isWhole, hasAllPipelines } = files;
  const moved = [...paths].map((path) => toMovedPath(path, moves));
  return new KnownFileSet(moved, isWhole ? 'all' : hasAllPipelines ? 'pipelines' : 'some');
}
