import type { Repository } from '../../bitbucket/model';
import type { UnfoldedRepositories } from '../../repositories/unfoldedRepositories';
import type { ShownDrafts } from '../../repositories/shownDrafts';
import type { RepositoryMarks } from '../repositoryMarks';
import type { Arrangement } from './arrangement';
import { createRepositoryChildren } from './repositoryChildren';
import { toNodeId, type RepositoryNode, type WorkspaceNode } from './treeNode';
import type { AccountServices } from '../accounts/accountServices';

export interface RepositoryNodeContext {
  readonly arrangement: Arrangement;
  readonly unfolded: UnfoldedRepositories;
  readonly drafts: Pick<ShownDrafts, 'find'>;
  readonly lastUsedBranches: Pick<AccountServices['lastUsedBranches'], 'get'>;
  readonly marks: Pick<RepositoryMarks, 'read'> | undefined;
  readonly now: () => number;
  readonly language: string;
}

/** Asking for the children of a repository that nobody has looked into yet begins to look. */
export function createRepositoryNode(
  parent: WorkspaceNode,
  repository: Repository,
  context: RepositoryNodeContext,
): RepositoryNode {
  const { arrangement, unfolded, drafts, lastUsedBranches, marks, now, language } = context;
  const id = { workspace: repository.workspace, slug: repository.slug };
  const node: RepositoryNode = {
    kind: 'repository',
    id: `${parent.id}/${toNodeId(repository.uuid)}`,
    accountId: parent.accountId,
    repository,
    get isFavourite() {
      return arrangement.isFavourite(repository.uuid);
    },
    get unfolded() {
      return unfolded.find(repository.uuid);
    },
    get lastUsedBranch() {
      return lastUsedBranches.get(id);
    },
    get drafts() {
      return drafts.find(repository.uuid);
    },
    get mark() {
      return marks?.read(id, parent.accountId) ?? { isCloned: false, offlineBranches: [] };
    },
    get location() {
      const content = node.unfolded?.content;
      const shown = content?.kind === 'snapshot' ? content.snapshot.branch : node.lastUsedBranch;
      return { repository: id, ref: { kind: 'branch', name: shown ?? repository.mainBranch ?? 'main' } } as const;
    },
    children: () => {
      if (node.unfolded === undefined) void unfolded.unfold(repository);
      return createRepositoryChildren(node, { workspace: parent, now: now(), language });
    },
  };
  return node;
}
