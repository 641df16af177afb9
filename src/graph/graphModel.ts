import type { Severity } from '../pipelines/problem';
import type { IconName } from './iconPaths';

/** Where something is drawn: its upper left corner, to the right and down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** What became of a thing between two versions; nothing for what is the same, or where no versions are compared. */
export type Change = 'added' | 'removed' | 'changed';

/** `data` leads from a source in a transformation, `iteration` from an iterator to what it runs again and again. */
export type EdgeKind = 'unconditional' | 'success' | 'failure' | 'true' | 'false' | 'data' | 'iteration';

export interface NodeProblem {
  readonly severity: Severity;
  /** For people, in their language. */
  readonly message: string;
}

/** A component. */
export interface GraphNode extends Box {
  /** Stays the same as long as the name does; unlike the name it is never there twice. */
  readonly id: string;
  readonly name: string;
  /** As in the file; '' where there is none. */
  readonly type: string;
  readonly icon: IconName;
  readonly isSkipped: boolean;
  /** The file says where it stands; otherwise it was put where there was room. */
  readonly isPlaced: boolean;
  readonly problems: readonly NodeProblem[];
  readonly change?: Change | undefined;
  /** What changed, in words. */
  readonly changes?: readonly string[] | undefined;
}

export interface GraphEdge {
  readonly id: string;
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly change?: Change | undefined;
}

/** A note on the canvas. */
export interface GraphNote extends Box {
  readonly id: string;
  readonly theme: NoteTheme;
  /** Lines of plain text: what its Markdown says. */
  readonly lines: readonly string[];
}

export const noteThemes = [
  'white',
  'green',
  'light-green',
  'yellow',
  'light-yellow',
  'red',
  'light-red',
  'light-blue',
] as const;
type NoteTheme = (typeof noteThemes)[number];

/** A pipeline as it is drawn. Plain data: it travels to the page as it is. */
export interface Graph {
  readonly kind: 'orchestration' | 'transformation' | undefined;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly notes: readonly GraphNote[];
  /** Whether all of the text could be read, and if not, what became of it. */
  readonly reading: 'whole' | 'partial' | 'tooLong' | 'tooDeep';
}
