import * as vscode from 'vscode';
import type { KnownProject, ProjectKey } from '../../projects/projectBook';
import { longestName } from '../../projects/project';
import { projectFilePath, toDesignerUrl } from '../../projects/readMaiaLink';
import { writeProjectFile } from '../../projects/writeProjectFile';
import { commandIds } from '../ids';
import { openInBrowser } from '../openInBrowser';
import { toPlainText } from '../plainText';
import { changeProjectFile, readProjectDraft, tellOfDraft, toProjectFile, toProjectFileUri } from './projectFileDraft';
import { findProject, toArgument } from './projectTarget';
import type { ProjectsContext } from './projectsContext';

/** Where Maia's pages begin. */
export const maiaPage = 'https://app.matillion.com';

/** Opens the branch of a project as a workspace folder. */
export async function openProject(context: ProjectsContext, argument: unknown): Promise<void> {
  const project = await findProject(context, argument, vscode.l10n.t('Open project'));
  if (project === undefined) return;
  await context.book.change(project, { openedMs: context.clock.now() });
  const { repository, branch, accountId } = project;
  const location = { repository, ref: { kind: 'branch', name: branch } };
  await vscode.commands.executeCommand(commandIds.openRepository, { location, accountId });
}

/** Opens the project file, as a draft that says what is known where there is none yet. */
export async function editProjectFile(context: ProjectsContext, argument: unknown): Promise<void> {
  const project = await findProject(context, argument, vscode.l10n.t('Edit project file'));
  if (project === undefined) return;
  const found = await readProjectDraft(context, project);
  if (found === undefined) return;
  if (found.text === undefined) {
    const bytes = new TextEncoder().encode(writeProjectFile(toProjectFile(project)));
    await found.tree.write(projectFilePath, bytes, { create: true, overwrite: false });
  }
  await vscode.commands.executeCommand('vscode.open', toProjectFileUri(project));
}

/** Gives a project another name: in its project file, as a draft, or where there is none on this computer only. */
export async function renameProject(context: ProjectsContext, argument: unknown): Promise<void> {
  const project = await findProject(context, argument, vscode.l10n.t('Rename project'));
  const found = project && (await readProjectDraft(context, project));
  if (project === undefined || found === undefined) return;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename project'),
    prompt:
      found.text === undefined
        ? vscode.l10n.t('This project has no project file: the name is kept on this computer.')
        : vscode.l10n.t('The name in .maia-bitbucket.yaml; Maia keeps its own.'),
    value: project.name,
    validateInput: (name) => findNameProblem(context, project, name),
  });
  const name = typed?.trim();
  if (name === undefined || name === project.name) return;
  if (found.text === undefined) {
    await context.book.rename(project, name);
    return;
  }
  if (!(await changeProjectFile(project, found, { name }))) return;
  await context.book.rename(project, name);
  await tellOfDraft(vscode.l10n.t('The new name is a draft in the project file. Commit it to share it.'));
}

/** Why a project cannot have a name. */
function findNameProblem({ book }: ProjectsContext, renamed: ProjectKey, typed: string): string | undefined {
  const name = typed.trim();
  if (name === '') return vscode.l10n.t('Type a name.');
  if (name.length > longestName) {
    return vscode.l10n.t('A name has at most {0} characters; this has {1}.', longestName, name.length);
  }
  const isOther = ({ repository, branch }: KnownProject) =>
    branch !== renamed.branch ||
    repository.slug !== renamed.repository.slug ||
    repository.workspace !== renamed.repository.workspace;
  const taken = book.list().find((other) => other.name.toLowerCase() === name.toLowerCase() && isOther(other));
  if (taken === undefined) return undefined;
  const place = `${taken.repository.workspace}/${taken.repository.slug}`;
  return vscode.l10n.t('{0} has this name already; Maia wants each name once.', place);
}

/** Takes a project out of the view. Nothing in its repository or in Maia changes, and it can be undone. */
export async function forgetProject({ book, sheets }: ProjectsContext, argument: unknown): Promise<void> {
  const project = await findProject({ book }, argument, vscode.l10n.t('Forget project'));
  if (project === undefined) return;
  const sheet = sheets.find(project);
  await book.forget(project);
  await sheets.save(project, undefined);
  const undo = vscode.l10n.t('Undo');
  const message = vscode.l10n.t('Forgot {0}. Its repository and Maia stay as they are.', project.name);
  if ((await vscode.window.showInformationMessage(toPlainText(message), undo)) !== undo) return;
  await book.add(project);
  await sheets.save(project, sheet);
}

/** Opens Designer at the project and branch; where the project is not linked yet, offers to link it. */
export async function openInMaia(context: ProjectsContext, argument: unknown): Promise<void> {
  const project = await findProject(context, argument, vscode.l10n.t('Open in Maia'));
  if (project === undefined) return;
  if (project.link !== undefined) {
    await openInBrowser(toDesignerUrl(project.link, project.branch));
    return;
  }
  const [link, open] = [vscode.l10n.t('Link to Maia…'), vscode.l10n.t('Open Maia')];
  const message = vscode.l10n.t('It is not known yet which project of Maia {0} is.', project.name);
  const chosen = await vscode.window.showInformationMessage(toPlainText(message), link, open);
  if (chosen === open) await openInBrowser(maiaPage);
  if (chosen !== link) return;
  const { linkToMaia } = await import('./linkToMaia');
  await linkToMaia(context, toArgument(project));
}
