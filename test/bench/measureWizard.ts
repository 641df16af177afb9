import { WizardPage } from '../e2e/wizardPage';
import { emptyPanelCommand } from './emptyPanelExtension';
import { toMedian, type Figure } from './figure';
import { inPanelWindow, mostOfEmpty, timeCommand, type PanelWindow } from './panelWindow';

/** From choosing *Create Project* to its first step on screen, beside a panel with nothing in it; each first in its window. */
export async function measureWizard(rounds: number): Promise<readonly Figure[]> {
  return inPanelWindow(async (window) => {
    const measured: { readonly wizard: number[]; readonly empty: number[] } = { wizard: [], empty: [] };
    for (let round = 0; round < rounds; round++) {
      for (const which of round % 2 === 0 ? (['wizard', 'empty'] as const) : (['empty', 'wizard'] as const)) {
        const heading = which === 'wizard' ? 'What is the project called?' : 'Empty';
        const command = which === 'wizard' ? 'Maia: Create Project…' : emptyPanelCommand;
        measured[which].push(await measureOpening(window, command, heading));
      }
    }
    const [wizard, empty] = [toMedian(measured.wizard), toMedian(measured.empty)];
    return [
      { name: 'wizard: first step on screen', value: wizard, unit: 'ms', limit: mostOfEmpty * empty, reference: empty },
      { name: 'wizard: of an empty panel', value: wizard / empty, unit: 'ratio', limit: mostOfEmpty, reference: 1 },
    ];
  });
}

async function measureOpening({ workbench, url }: PanelWindow, command: string, heading: string): Promise<number> {
  await workbench.open(url);
  await workbench.openMaiaView();
  return timeCommand(workbench, command, () => new WizardPage(workbench.page).heading(heading).waitFor());
}
