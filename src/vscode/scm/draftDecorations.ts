import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readUri, toUri } from '../files/locationUri';
import { toChangeMark, toPathText } from './changeText';
import type { Change } from './changes';
import type { DraftedBranch, DraftIndex } from './draftIndex';
import { isBranchLocation } from './findOpenLocations';

/** Marks files with drafts wherever their addresses are listed, and the folders around them. */
export class DraftDecorations implements vscode.FileDecorationProvider, Disposable {
  readonly #index: Pick<DraftIndex, 'findBranches' | 'onDidChange'>;
  readonly #owned = new DisposableStore();
  readonly #loadWords = lazy(async () => new (await import('./draftWords')).DraftWords());
  readonly #onDidChange = this.#owned.add(new vscode.EventEmitter<vscode.Uri[]>());
  readonly onDidChangeFileDecorations = this.#onDidChange.event;

  constructor(index: Pick<DraftIndex, 'findBranches' | 'onDidChange'>) {
    this.#index = index;
    this.#owned.add(
      index.onDidChange((branches) => {
        const uris = branches.flatMap(({ location, changes }) => changes.map(({ path }) => toUri(location, path)));
        if (uris.length > 0) this.#onDidChange.fire(uris);
      }),
    );
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    const place = readUri(uri);
    if (place === undefined || place.path === '' || !isBranchLocation(place.location)) return undefined;
    const branches = await this.#index.findBranches(place.location);
    const found = branches.flatMap(({ drafts, changes }) => {
      const change = changes.find(({ path }) => path === place.path);
      return change === undefined ? [] : [{ drafts, change }];
    })[0];
    if (found === undefined) return undefined;
    const { change } = found;
    const { badge, text, color } = toChangeMark(change);
    const words = await this.#tell(found.drafts, change);
    const what = change.kind === 'renamed' ? `${text}: ${toPathText(change)}` : text;
    const tooltip = words === undefined ? what : `${what} – ${words}`;
    const decoration = new vscode.FileDecoration(badge, tooltip, new vscode.ThemeColor(color));
    decoration.propagate = change.kind !== 'deleted';
    return decoration;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** In words what changed in a pipeline, where that can be told without a request. */
  async #tell(drafts: DraftedBranch['drafts'], change: Change): Promise<string | undefined> {
    const canTell = change.kind === 'modified' || change.kind === 'renamed';
    if (!canTell || change.isInConflict || readPipelinePath(change.path) === undefined) return undefined;
    return (await this.#loadWords()).find(drafts, change);
  }
}
