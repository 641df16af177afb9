import * as vscode from 'vscode';
import type { ProjectKey } from '../../projects/projectBook';
import { readMaiaAddress } from '../../projects/readMaiaAddress';
import type { WizardRequests } from '../../wizard/protocol';
import type { WizardProjects } from './wizardPorts';

/** Where Maia runs, by the names in its addresses. */
const regions = ['us1', 'eu1'];

/** Remembers which project of Maia's an address names; asks for the region where the address does not tell. */
export async function linkToMaia(
  address: string,
  key: ProjectKey | undefined,
  projects: Pick<WizardProjects, 'list' | 'add'>,
): Promise<WizardRequests['linkToMaia'][1]> {
  const found = readMaiaAddress(address.trim());
  if (found === undefined || key === undefined) {
    const reason = vscode.l10n.t(
      'This is not the address of a project or of Designer. It begins with https://app.matillion.com/ and names the project.',
    );
    return { isLinked: false, reason };
  }
  const region = found.region ?? (await pickRegion());
  if (region === undefined) {
    return { isLinked: false, reason: vscode.l10n.t('Choose the region of your Maia account to link the project.') };
  }
  const { repository, branch } = key;
  const isMeant = (it: ProjectKey) =>
    it.branch === branch && it.repository.workspace === repository.workspace && it.repository.slug === repository.slug;
  const project = (await projects.list()).find(isMeant);
  if (project === undefined) {
    return { isLinked: false, reason: vscode.l10n.t('This project is not in the Projects view any more.') };
  }
  await projects.add({ ...project, link: { region, projectId: found.projectId } });
  return { isLinked: true };
}

async function pickRegion(): Promise<string | undefined> {
  const descriptions: Readonly<Record<string, string>> = {
    us1: vscode.l10n.t('United States'),
    eu1: vscode.l10n.t('Europe'),
  };
  const items = regions.map((label) => ({ label, description: descriptions[label] ?? '' }));
  const title = vscode.l10n.t('In which region is your Maia account?');
  return (await vscode.window.showQuickPick(items, { title }))?.label;
}
