import type { Change, EdgeKind } from './graphModel';

/** The few words in a drawing, in the language of whoever looks at it. */
export interface GraphWords extends Readonly<Record<Change, string>> {
  readonly skipped: string;
  readonly error: string;
  readonly warning: string;
  readonly hint: string;
  /** What a connection means. */
  readonly edges: Readonly<Record<EdgeKind, string>>;
}
