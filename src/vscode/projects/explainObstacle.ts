import * as vscode from 'vscode';
import { mostCopiedBytes, mostCopiedFiles } from '../../projects/copiedFiles';
import type { Obstacle } from '../../projects/projectRemote';

const bytesPerMegabyte = 1024 * 1024;

/** What is in the way of a project, and what to do about it. */
export function explainObstacle(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'drafts':
      return vscode.l10n.t(
        'There are edits on this computer that are not committed: {0}. Commit or discard them under Source Control first, so that nothing of them is lost.',
        toList(obstacle.paths),
      );
    case 'changed':
      return explainChanged(obstacle.paths);
    case 'protected':
      return vscode.l10n.t(
        'The branch {0} is protected: you may write to the repository, but not to this branch. Commit to another branch and open a pull request.',
        obstacle.branch,
      );
    case 'notAllowed':
      return vscode.l10n.t('You may not write to this repository. Ask one of its administrators for write permission.');
    case 'movedTooOften':
      return vscode.l10n.t('Others were faster each time this was committed. Try again in a moment.');
    case 'notSeenYet':
      return vscode.l10n.t(
        'Bitbucket took the commit but does not show it yet. Try again in a moment: it is not made twice.',
      );
    case 'invalidProject':
      return vscode.l10n.t(
        'These details make no valid project file. Check name and description for unusual characters, and for anything that looks like a secret.',
      );
    case 'noBranch':
      return vscode.l10n.t(
        'The repository’s default branch is not there. Set another one in its settings on Bitbucket.',
      );
    case 'differs':
      return vscode.l10n.t(
        'The commit was made, but holds something else than was sent: {0}. Compare it on Bitbucket.',
        toList(obstacle.paths),
      );
    case 'sourceMissing':
    case 'sourceEmpty':
    case 'sourceTooLarge':
    case 'sourceNotText':
      return explainSource(obstacle);
  }
}

function explainChanged(paths: readonly string[]): string {
  if (paths.length === 0) {
    return vscode.l10n.t('The repository changed since this was planned. Look at the files once more, then commit.');
  }
  return vscode.l10n.t(
    'Somebody changed the same files since this was planned: {0}. Look at them once more, then commit.',
    toList(paths),
  );
}

function explainSource(obstacle: Extract<Obstacle, { readonly kind: `source${string}` }>): string {
  switch (obstacle.kind) {
    case 'sourceMissing':
      return vscode.l10n.t('{0} has no branch {1} to copy from. Choose another one.', ...toNames(obstacle.source));
    case 'sourceEmpty':
      return vscode.l10n.t('{0} has no pipelines on {1}. Choose another repository.', ...toNames(obstacle.source));
    case 'sourceTooLarge':
      return vscode.l10n.t(
        'That is too much to copy: {0} files with {1} MB, where {2} files and {3} MB are the most. Clone the repository with Git instead.',
        obstacle.files,
        Math.ceil(obstacle.bytes / bytesPerMegabyte),
        mostCopiedFiles,
        mostCopiedBytes / bytesPerMegabyte,
      );
    case 'sourceNotText':
      return vscode.l10n.t(
        '“{0}” is not UTF-8 text, and would be another file once it was copied. Save it as UTF-8 in its repository first.',
        obstacle.path,
      );
  }
}

function toNames({ workspace, slug, branch }: { workspace: string; slug: string; branch: string }): [string, string] {
  return [`${workspace}/${slug}`, branch];
}

/** The first few; the review shows all. */
function toList(paths: readonly string[]): string {
  const most = 3;
  const named = paths.slice(0, most).join(', ');
  return paths.length <= most ? named : vscode.l10n.t('{0} and {1} more', named, paths.length - most);
}
