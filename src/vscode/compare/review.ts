import type * as vscode from 'vscode';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { isOfPipelines, type Comparison } from './comparison';

/** A file of a review, under the address that the editor lists it by. */
export interface ReviewedFile {
  readonly label: vscode.Uri;
  readonly original: vscode.Uri | undefined;
  readonly modified: vscode.Uri | undefined;
}

/** Files that are compared together, in one editor. */
export interface Review {
  readonly title: string;
  readonly files: readonly ReviewedFile[];
}

/** What one branch has different from another one, to be looked at file by file. */
export interface BranchReview extends Review {
  /** What is compared with what, in a few words. */
  readonly subject: string;
  /** How much there is, and what is not among it. */
  readonly note: string;
  /** Looks again, where both branches are now. */
  readonly again: () => Promise<void>;
  /** Compares with another branch, which is asked for. */
  readonly withAnother: () => Promise<void>;
  readonly openPullRequest: () => Promise<void>;
}

/** A file's own comparison. */
export function toComparison({ label, original, modified }: ReviewedFile, { title }: Review): Comparison {
  return { original, modified, title: `${nameOf(label.path)} (${title})` };
}

/** Whether a file can be told in words: a pipeline that both sides have. */
export function isComparable(file: ReviewedFile): boolean {
  return isOfPipelines({ ...file, title: '' });
}
