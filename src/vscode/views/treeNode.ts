import type * as vscode from 'vscode';
import type { Repository } from '../../bitbucket/model';
import type { PipelineKind } from '../../repositories/branchSnapshot';
import type { DraftedPipeline } from '../../repositories/draftedPipelines';
import type { Draft } from '../../repositories/drafts/draft';
import type { RepositoryLocation } from '../../repositories/location';
import type { RepositoryListing } from '../../repositories/repositoryListing';
import type { RepositoryMark } from '../repositoryMarks';
import type { UnfoldedRepository } from '../../repositories/unfoldedRepositories';

/** An account as people know it. */
export interface Account {
  readonly id: string;
  readonly label: string;
}

/** What commands on tree rows need to know: where the row is in Bitbucket, and for whom. */
interface LocatedNode {
  readonly location: RepositoryLocation;
  /** From the repository's root; absent for the repository itself. */
  readonly path?: string;
  readonly accountId: string;
}

interface Expandable {
  children(): Promise<readonly TreeNode[]> | readonly TreeNode[];
}

/** Only where there are several accounts. */
export interface AccountNode extends Expandable {
  readonly kind: 'account';
  readonly id: string;
  readonly account: Account;
}

export interface WorkspaceNode extends Expandable {
  readonly kind: 'workspace';
  readonly id: string;
  readonly accountId: string;
  readonly listing: RepositoryListing;
  /** How many of its repositories the filter lets through. */
  readonly shownCount: number;
  readonly isExpandedAtFirst: boolean;
}

/** Its properties tell the present whenever they are read: the editor renders the same row again after a change. */
export interface RepositoryNode extends Expandable, LocatedNode {
  readonly kind: 'repository';
  readonly id: string;
  readonly repository: Repository;
  readonly isFavourite: boolean;
  readonly unfolded: UnfoldedRepository | undefined;
  readonly lastUsedBranch: string | undefined;
  /** Of the branch shown. */
  readonly drafts: readonly Draft[];
  readonly mark: RepositoryMark;
}

export interface FolderNode extends Expandable, LocatedNode {
  readonly kind: 'folder';
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly repository: Repository;
}

export interface PipelineNode extends LocatedNode {
  readonly kind: 'pipeline';
  readonly id: string;
  readonly path: string;
  readonly pipelineKind: PipelineKind;
  /** What a draft does to it; `undefined` where there is none. */
  readonly draft: DraftedPipeline['draft'];
  /** The branch's tip, where a deleted pipeline can still be seen. */
  readonly commit: string;
  readonly repository: Repository;
}

/** A row that says something instead of showing something. */
export interface MessageNode {
  /** `notice` stands above rows that are still shown, `error` in their place. */
  readonly kind: 'loading' | 'empty' | 'notice' | 'error';
  readonly id: string;
  readonly label: string;
  /** What happened and what to do, in full. */
  readonly detail?: string;
  /** What a click does; its title says so. */
  readonly command?: vscode.Command;
}

export type TreeNode = AccountNode | WorkspaceNode | RepositoryNode | FolderNode | PipelineNode | MessageNode;

/** Joins the parts into an id no other parts make; hostile names included. */
export function toNodeId(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[%/?]/g, encodeURIComponent)).join('/');
}

/** The id of a message row below a node: `?` never occurs in an encoded part. */
export function toMessageId(parentId: string, name: string): string {
  return `${parentId}/?${name}`;
}

const kinds: readonly string[] = [
  'account',
  'workspace',
  'repository',
  'folder',
  'pipeline',
  'loading',
  'empty',
  'notice',
  'error',
] satisfies TreeNode['kind'][];

/** Tells a row of the view from whatever else a command may be called with. */
export function isTreeNode(value: unknown): value is TreeNode {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('id' in value)) return false;
  return typeof value.id === 'string' && typeof value.kind === 'string' && kinds.includes(value.kind);
}
