import * as vscode from 'vscode';
import type { KnownProject } from '../../projects/projectBook';
import { readCommandTarget } from '../files/commandTarget';
import { commandIds } from '../ids';
import { toPlace } from './projectItem';
import { isProjectNode } from './projectNode';
import type { ProjectsContext } from './projectsContext';

/**
 * The project a command is to act on: that of the row or address it was called on, else a chosen one. `undefined` when
 * the user declined, or after saying that there is none.
 */
export async function findProject(
  { book }: Pick<ProjectsContext, 'book'>,
  argument: unknown,
  title: string,
): Promise<KnownProject | undefined> {
  if (isProjectNode(argument)) return argument.project;
  const target = argument === undefined ? undefined : readCommandTarget(argument);
  if (target?.location.ref.kind === 'branch') {
    const key = { repository: target.location.repository, branch: target.location.ref.name };
    // What is not known yet is a project as soon as somebody treats it as one.
    const fresh = { ...key, name: key.repository.slug, accountId: target.accountId ?? '', openedMs: 0 };
    return book.find(key) ?? fresh;
  }
  const projects = book.list();
  if (projects.length === 0) {
    await offerToFind();
    return undefined;
  }
  const items = projects.map((project) => ({ label: project.name, description: toPlace({ project }), project }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.project;
}

async function offerToFind(): Promise<void> {
  const find = vscode.l10n.t('Find projects');
  const message = vscode.l10n.t('No project is known on this computer yet.');
  if ((await vscode.window.showInformationMessage(message, find)) !== find) return;
  await vscode.commands.executeCommand(commandIds.findProjects);
}

/** A known project as the argument of another command. */
export function toArgument({ repository, branch, accountId }: KnownProject) {
  return { location: { repository, ref: { kind: 'branch', name: branch } }, accountId };
}
