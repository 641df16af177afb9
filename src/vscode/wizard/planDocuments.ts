import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { PlannedFile } from '../../projects/starterContent';
import { planScheme } from '../ids';

const sides = ['before', 'after'] as const;

/** The two sides of planned files as documents that can only be read. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, string>();

  constructor() {
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(planScheme, this));
  }

  /** Opens the editor's comparison of what is there with what is planned. */
  async showDiff(wizardId: string, { path, text, before }: PlannedFile): Promise<void> {
    const texts = { before: before ?? '', after: text };
    const [left, right] = sides.map((side) => {
      const uri = vscode.Uri.from({ scheme: planScheme, path: `/${wizardId}/${side}/${path}` });
      this.#texts.set(uri.toString(), texts[side]);
      this.#changed.fire(uri);
      return uri;
    });
    const title =
      before === undefined
        ? vscode.l10n.t('{0} (will be added)', path)
        : vscode.l10n.t('{0} (there now ↔ planned)', path);
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
