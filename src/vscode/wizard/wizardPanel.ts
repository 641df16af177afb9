import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { HostMessage } from '../../wizard/protocol';
import type { WizardState } from '../../wizard/wizardState';
import { LiveWizard } from './liveWizard';
import { WizardHost } from './wizardHost';
import { WizardKeeper } from './wizardKeeper';
import { toName } from './pickUnfinished';
import { createWizardPage } from './wizardPage';
import type { WizardPorts } from './wizardPorts';
import { isFinished, isWorthKeeping, type KeptWizard, type WizardStore } from './wizardStore';

export interface WizardPanelPorts extends WizardPorts {
  readonly store: WizardStore;
  readonly extensionUri: vscode.Uri;
}

/** A wizard to go on with; `savedMs` when it comes from the disk. */
export type OpenedWizard = Pick<KeptWizard, 'id' | 'state'> & Partial<Pick<KeptWizard, 'savedMs'>>;

/** Where the page's files are; it reaches no others. */
export function toPageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** A wizard in its tab. Its page comes and goes as the tab is hidden and shown; what it knows stays here and on disk. */
export class WizardPanel implements Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #pageFolder: vscode.Uri;
  readonly #host: WizardHost;
  readonly #keeper: WizardKeeper;
  readonly #owned = new DisposableStore();
  readonly #closed = new Emitter<undefined>();
  readonly onDidClose: Event<undefined> = this.#closed.event;
  readonly #lost = new Emitter<WizardState>();
  /** With what it knew when another window finished it or threw it away; it closes by itself. */
  readonly onDidLose: Event<WizardState> = this.#lost.event;
  #isClosed = false;

  /** The page is rendered from what is known; everything else is found out afterwards. */
  constructor(
    panel: vscode.WebviewPanel,
    { id, state, savedMs }: OpenedWizard,
    { extensionUri, ...ports }: WizardPanelPorts,
    preferredAccountId?: string,
  ) {
    this.#panel = panel;
    this.#pageFolder = toPageFolder(extensionUri);
    const wizard = new LiveWizard(id, state);
    this.#host = this.#owned.add(
      new WizardHost(wizard, ports, {
        post: (message) => {
          this.#post(message);
        },
        keep: () => this.#keeper.flush(),
        onDidDiscard: () => void this.#askToDiscard(),
        preferredAccountId,
      }),
    );
    this.#keeper = this.#owned.add(new WizardKeeper(wizard, ports, savedMs));
    this.#owned.add(
      this.#keeper.onDidTakeOver(() => {
        this.#host.goOn();
      }),
    );
    this.#owned.add(
      this.#keeper.onDidLose(() => {
        this.#lost.fire(wizard.state);
        panel.dispose();
      }),
    );
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => void this.#host.receive(message)));
    this.#owned.add(
      panel.onDidChangeViewState(() => {
        void (panel.visible ? this.#keeper.catchUp() : this.#hide());
      }),
    );
    this.#owned.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.#keeper.catchUp();
      }),
    );
    panel.onDidDispose(() => void this.#close());
    this.#render();
    this.#host.begin();
  }

  get id(): string {
    return this.#host.wizard.id;
  }

  /** Resolves when all that it knows is on the disk. */
  keep(): Promise<void> {
    return this.#keeper.flush();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Closes the tab and keeps nothing. */
  async discard(): Promise<void> {
    await this.#keeper.forget();
    this.#panel.dispose();
  }

  /** One click is soon made, and nothing of it can be had back. */
  async #askToDiscard(): Promise<void> {
    const { state } = this.#host.wizard;
    const isRunning = () => this.#host.wizard.state.creation.isRunning;
    if (isRunning()) return;
    if (isWorthKeeping(state)) {
      const discard = vscode.l10n.t('Discard');
      const message = vscode.l10n.t('Discard what was entered for {0}?', toName(state));
      const detail = vscode.l10n.t('Its repository stays as it is.');
      if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, discard)) !== discard) return;
    }
    if (!isRunning()) await this.discard();
  }

  /** The window goes away, and brings the tab back when it is there again. */
  dispose(): void {
    this.#owned.dispose();
    this.#closed.dispose();
    this.#lost.dispose();
  }

  #post(message: HostMessage): void {
    if (this.#isClosed) return;
    // A page that is hidden is gone: it is told nothing, and rendered from the newest when it is shown.
    if (this.#panel.visible) void this.#panel.webview.postMessage(message);
    else if (message.kind === 'state') this.#render();
  }

  #render(): void {
    const { webview } = this.#panel;
    webview.html = createWizardPage({
      start: this.#host.start,
      title: this.#panel.title,
      scriptUrl: webview.asWebviewUri(vscode.Uri.joinPath(this.#pageFolder, 'wizard.js')).toString(),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
    });
  }

  async #hide(): Promise<void> {
    this.#render();
    await this.#keeper.flush();
  }

  /** The person closed the tab: an unfinished wizard can be gone on with later. */
  async #close(): Promise<void> {
    this.#isClosed = true;
    this.#closed.fire(undefined);
    await this.#keeper.flush();
    // Half a commit would be worse than one that nobody watches.
    await this.#host.settle();
    if (isFinished(this.#host.wizard.state)) await this.#keeper.forget();
    this.dispose();
  }
}
