import * as vscode from 'vscode';
import type { KnownProject } from '../../projects/projectBook';
import type { MaiaLink } from '../../projects/readMaiaLink';
import { readMaiaAddress } from '../../projects/readMaiaAddress';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import { changeProjectFile, readProjectDraft, tellOfDraft } from './projectFileDraft';
import { findProject, toArgument } from './projectTarget';
import type { ProjectsContext } from './projectsContext';

/** Regions of Maia, as its addresses write them. */
const regions = ['eu1', 'us1'] as const;

/** Takes the address of Designer or of the project once; from then on *Open in Maia* goes to project and branch. */
export async function linkToMaia(context: ProjectsContext, argument: unknown): Promise<void> {
  const project = await findProject(context, argument, vscode.l10n.t('Link to Maia'));
  const link = project && (await askForLink(context, project));
  if (project === undefined || link === undefined) return;
  await context.book.add({ ...project, link });
  const [open, share] = [vscode.l10n.t('Open in Maia'), vscode.l10n.t('Share in project file')];
  const message = vscode.l10n.t('{0} is linked to Maia, on this computer.', project.name);
  const chosen = await vscode.window.showInformationMessage(toPlainText(message), open, share);
  if (chosen === open) await vscode.commands.executeCommand(commandIds.openInMaia, toArgument(project));
  if (chosen === share) await shareLink(context, project, link);
}

async function shareLink(context: ProjectsContext, project: KnownProject, link: MaiaLink): Promise<void> {
  const found = await readProjectDraft(context, project);
  if (found === undefined || !(await changeProjectFile(project, found, { maia: link }))) return;
  await tellOfDraft(vscode.l10n.t('The link is a draft in the project file. Commit it to share it.'));
}

async function askForLink(context: ProjectsContext, project: KnownProject): Promise<MaiaLink | undefined> {
  const known = await pickKnown(context);
  if (known !== 'address') return known;
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t('Link {0} to Maia', project.name),
    prompt: vscode.l10n.t('Open the project in Maia and paste the address of that page.'),
    placeHolder: 'https://app.matillion.com/designer/project/…/branch/main',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || readMaiaAddress(text.trim()) !== undefined
        ? undefined
        : vscode.l10n.t('This is not the address of a project or of Designer at app.matillion.com.'),
  });
  const reading = address === undefined ? undefined : readMaiaAddress(address.trim());
  if (reading === undefined) return undefined;
  const region = reading.region ?? (await pickRegion());
  return region === undefined ? undefined : { region, projectId: reading.projectId };
}

/** What Maia itself tells, where it can be asked. */
async function pickKnown({ maia }: ProjectsContext): Promise<MaiaLink | 'address' | undefined> {
  const projects = (await maia?.fetchProjects()) ?? [];
  if (projects.length === 0) return 'address';
  const items = projects.map(({ name, link }) => ({ label: name, description: link.region, link }));
  const paste = { label: vscode.l10n.t('Paste an address…'), link: 'address' } as const;
  const options = { title: vscode.l10n.t('Which project of Maia is it?') };
  return (await vscode.window.showQuickPick([...items, paste], options))?.link;
}

async function pickRegion(): Promise<string | undefined> {
  const names = { eu1: vscode.l10n.t('Europe'), us1: vscode.l10n.t('United States') };
  const items = regions.map((region) => ({ label: region, description: names[region] }));
  const options = {
    title: vscode.l10n.t('Which region is the Maia account in?'),
    placeHolder: vscode.l10n.t('The address does not tell; the account’s page in Maia does.'),
  };
  return (await vscode.window.showQuickPick(items, options))?.label;
}
