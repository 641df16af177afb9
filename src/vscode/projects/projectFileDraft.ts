import * as vscode from 'vscode';
import type { KnownProject } from '../../projects/projectBook';
import type { ProjectFile } from '../../projects/project';
import { projectFilePath } from '../../projects/readMaiaLink';
import { readProjectFile } from '../../projects/readProjectFile';
import { updateProjectFile } from '../../projects/updateProjectFile';
import { writeProjectFile } from '../../projects/writeProjectFile';
import type { WorkingTree } from '../../repositories/drafts/workingTree';
import { toUri } from '../files/locationUri';
import { workOn } from '../files/workOn';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import type { ProjectsContext } from './projectsContext';

/** The project file of a project as the user's drafts leave it. */
interface FoundFile {
  readonly tree: WorkingTree;
  /** `undefined` where there is none. */
  readonly text: string | undefined;
}

/** Reads the project file. Rejects with `RepositoryFailure`; `undefined` when the user declined to choose an account. */
export function readProjectDraft(
  { access }: Pick<ProjectsContext, 'access'>,
  { repository, branch, accountId }: KnownProject,
): Promise<FoundFile | undefined> {
  return workOn(repository, async (signal) => {
    const services = await access.getAsking(repository, accountId, signal);
    if (services === undefined) return undefined;
    const tree = services.workingTree(repository, branch);
    const entries = await tree.list('', signal);
    const isThere = entries.some(({ name, kind }) => name === projectFilePath && kind === 'file');
    return { tree, text: isThere ? new TextDecoder().decode(await tree.read(projectFilePath, signal)) : undefined };
  });
}

export function toProjectFileUri({ repository, branch }: KnownProject): vscode.Uri {
  return toUri({ repository, ref: { kind: 'branch', name: branch } }, projectFilePath);
}

/** What a new project file says of a known project. */
export function toProjectFile({ name, branch, link }: KnownProject): ProjectFile {
  return {
    version: '1.0',
    name,
    ...(branch === 'main' ? {} : { branch }),
    ...(link === undefined ? {} : { maia: link }),
  };
}

/**
 * Changes the project file as a draft, keeping every other byte, or begins one. `false` after saying why it cannot be
 * changed: it is broken, from a newer version, or being edited.
 */
export async function changeProjectFile(
  project: KnownProject,
  { tree, text }: FoundFile,
  change: Partial<ProjectFile>,
): Promise<boolean> {
  const refusal = findRefusal(project, text);
  if (refusal !== undefined) {
    await offerToEdit(project, refusal);
    return false;
  }
  const changed =
    text === undefined ? writeProjectFile({ ...toProjectFile(project), ...change }) : updateProjectFile(text, change);
  await workOn(project.repository, () =>
    tree.write(projectFilePath, new TextEncoder().encode(changed), { create: true, overwrite: true }),
  );
  return true;
}

function findRefusal(project: KnownProject, text: string | undefined): string | undefined {
  const uri = toProjectFileUri(project).toString();
  const isDirty = vscode.workspace.textDocuments.some((it) => it.isDirty && it.uri.toString() === uri);
  if (isDirty)
    return vscode.l10n.t('The project file of {0} has changes that are not saved. Save it first.', project.name);
  const kind = text === undefined ? 'project' : readProjectFile(text).kind;
  if (kind === 'broken') {
    return vscode.l10n.t(
      'The project file of {0} is broken, so nothing was changed in it. Mend it first.',
      project.name,
    );
  }
  if (kind === 'newer') {
    return vscode.l10n.t(
      'The project file of {0} was written by a newer version of this extension, so it is left alone.',
      project.name,
    );
  }
  return undefined;
}

async function offerToEdit(project: KnownProject, refusal: string): Promise<void> {
  const edit = vscode.l10n.t('Edit project file');
  if ((await vscode.window.showWarningMessage(toPlainText(refusal), edit)) !== edit) return;
  await vscode.commands.executeCommand('vscode.open', toProjectFileUri(project));
}

/** Says that something waits to be committed. Resolves when the message is gone. */
export async function tellOfDraft(message: string): Promise<void> {
  const show = vscode.l10n.t('Show drafts');
  if ((await vscode.window.showInformationMessage(toPlainText(message), show)) !== show) return;
  await vscode.commands.executeCommand(commandIds.showDrafts);
}
