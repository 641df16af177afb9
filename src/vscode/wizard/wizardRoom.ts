import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { createWizardState } from '../../wizard/createWizardState';
import type { WizardState } from '../../wizard/wizardState';
import { contextKeys, wizardViewType } from '../ids';
import { toPlainText } from '../plainText';
import type { PrefilledRepository } from './prefilledRepository';
import { pickUnfinished, toName } from './pickUnfinished';
import { toPageFolder, WizardPanel, type OpenedWizard, type WizardPanelPorts } from './wizardPanel';
import type { KeptWizard } from './wizardStore';

export interface WizardRoomPorts extends WizardPanelPorts {
  /** Remembers whether the next window has to look for unfinished wizards. */
  readonly markUnfinished: (may: boolean) => PromiseLike<void>;
}

/** The wizards of this window. */
export class WizardRoom implements Disposable {
  readonly #ports: WizardRoomPorts;
  readonly #owned = new DisposableStore();
  readonly #panels = new Map<string, WizardPanel>();

  constructor(ports: WizardRoomPorts) {
    this.#ports = ports;
  }

  /** A new wizard, unless the person rather goes on with one that they began before. */
  async create(prefilled?: PrefilledRepository): Promise<void> {
    const all = await this.#ports.store.listUnfinished();
    const unfinished = all.filter(({ state }) => isAbout(state, prefilled));
    if (unfinished.length === 0) this.#openNew(prefilled);
    else await this.#choose(unfinished, prefilled);
  }

  /** One that was begun before. */
  async resume(): Promise<void> {
    const unfinished = await this.#ports.store.listUnfinished();
    if (unfinished.length > 0) {
      await this.#choose(unfinished);
      return;
    }
    const create = vscode.l10n.t('Create project');
    const message = vscode.l10n.t('There is no unfinished project on this computer.');
    if ((await vscode.window.showInformationMessage(message, create)) === create) this.#openNew();
  }

  /** Puts a wizard back into the tab that the editor kept; `remembered` is what its page left there. */
  async restore(panel: vscode.WebviewPanel, remembered: unknown): Promise<void> {
    const { store } = this.#ports;
    const id = readId(remembered);
    // A page that ended before it could leave anything was most likely the last one that was saved.
    const kept = id === undefined ? await this.#findLast() : await store.find(id);
    this.#open(panel, kept ?? { id: id ?? randomUUID(), state: createWizardState() });
  }

  /** Has the views offer to go on with what is not open here: a browser's own reload may lose the tab it was in. */
  async offerUnfinished(): Promise<void> {
    const unfinished = await this.#ports.store.listUnfinished();
    const isOffered = unfinished.some(({ id }) => !this.#panels.has(id));
    await this.#ports.markUnfinished(unfinished.length > 0 || this.#panels.size > 0);
    await vscode.commands.executeCommand('setContext', contextKeys.hasUnfinishedProjects, isOffered);
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#panels.clear();
    this.#owned.dispose();
  }

  async #choose(unfinished: readonly KeptWizard[], prefilled?: PrefilledRepository): Promise<void> {
    const { store, clock } = this.#ports;
    const choice = await pickUnfinished(unfinished, clock.now());
    switch (choice?.kind) {
      case undefined:
        return;
      case 'startAnew':
        this.#openNew(prefilled);
        return;
      case 'discard':
        await (this.#panels.get(choice.id)?.discard() ?? store.remove(choice.id));
        await this.offerUnfinished();
        return;
      case 'resume': {
        const open = this.#panels.get(choice.id);
        const kept = await store.find(choice.id);
        if (open !== undefined) open.reveal();
        else if (kept !== undefined) this.#open(this.#createPanel(), kept);
      }
    }
  }

  async #findLast(): Promise<KeptWizard | undefined> {
    const unfinished = await this.#ports.store.listUnfinished();
    return unfinished.find(({ id }) => !this.#panels.has(id));
  }

  #openNew(prefilled?: PrefilledRepository): void {
    const state = createWizardState(prefilled === undefined ? {} : { repository: prefilled.repository });
    this.#open(this.#createPanel(), { id: randomUUID(), state }, prefilled?.accountId);
  }

  #createPanel(): vscode.WebviewPanel {
    const title = vscode.l10n.t('Create Maia project');
    return vscode.window.createWebviewPanel(wizardViewType, title, vscode.ViewColumn.Active);
  }

  #open(panel: vscode.WebviewPanel, kept: OpenedWizard, accountId?: string): void {
    const { extensionUri } = this.#ports;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    panel.webview.options = { enableScripts: true, localResourceRoots: [toPageFolder(extensionUri)] };
    const opened = new WizardPanel(panel, kept, this.#ports, accountId);
    this.#panels.set(kept.id, opened);
    opened.onDidClose(() => {
      this.#panels.delete(kept.id);
      void opened.keep().then(() => this.offerUnfinished());
    });
    opened.onDidLose((state) => void this.#offerAgain(state));
    void this.offerUnfinished();
  }

  /** Nothing that was typed is gone because of what was done elsewhere. */
  async #offerAgain(state: WizardState): Promise<void> {
    const restore = vscode.l10n.t('Restore');
    const message = vscode.l10n.t('{0} was finished or discarded in another window.', toName(state));
    if ((await vscode.window.showInformationMessage(toPlainText(message), restore)) !== restore) return;
    this.#open(this.#createPanel(), { id: randomUUID(), state });
  }
}

function isAbout({ repository }: KeptWizard['state'], prefilled: PrefilledRepository | undefined): boolean {
  if (prefilled === undefined) return true;
  const { workspace, slug } = prefilled.repository;
  return repository?.workspace === workspace && repository.slug === slug;
}

function readId(remembered: unknown): string | undefined {
  if (typeof remembered !== 'object' || remembered === null || !('id' in remembered)) return undefined;
  return typeof remembered.id === 'string' && /^[\w-]{1,64}$/.test(remembered.id) ? remembered.id : undefined;
}
