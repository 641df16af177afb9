import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { NamedValues } from '../../base/namedValues';
import type { StateStore } from '../../repositories/cacheStore';
import type { DraftBook } from '../../repositories/drafts/branchDrafts';
import type { AccountSource } from '../../repositories/repositoryAccounts';
import { conflictScheme, fileScheme } from '../ids';
import { ConflictLenses } from './conflictLenses';
import { ConflictSides } from './conflictSides';
import { DraftDecorations } from './draftDecorations';
import { DraftIndex } from './draftIndex';
import { DraftsView } from './draftsView';
import { IncomingWatch } from './incomingWatch';
import { offerMarkResolved, onDidSaveByHand } from './offerMarkResolved';
import { OpenBranches, type BranchAccess } from './openBranches';
import { settleQuietly } from './settleQuietly';
import type { SourceControlContext } from './sourceControlContext';

export interface SourceControlPorts {
  readonly access: BranchAccess;
  readonly accounts: AccountSource;
  /** All drafts on this computer. */
  readonly drafts: DraftBook;
  /** What users wrote before they began to merge. */
  readonly conflictSides: NamedValues;
  /** Kept across workspaces. */
  readonly state: StateStore;
  readonly workspaceState: StateStore;
  /** Bitbucket's website, as set now. */
  readonly webUrl: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Everything about changes and commits that is made once something of a branch is open, or somebody looks at drafts. */
export class SourceControlRoom implements Disposable {
  readonly #owned = new DisposableStore();
  readonly context: SourceControlContext;
  readonly decorations: DraftDecorations;
  readonly view: DraftsView;

  constructor(ports: SourceControlPorts) {
    const { access, accounts, drafts, conflictSides, state, workspaceState, webUrl, clock, log } = ports;
    const branches = this.#owned.add(new OpenBranches({ access, accounts, workspaceState, log }));
    const index = this.#owned.add(new DraftIndex(drafts));
    const sides = new ConflictSides({ branches, kept: conflictSides, clock, log });
    this.context = { branches, index, sides, state, webUrl, clock, log };
    this.decorations = this.#owned.add(new DraftDecorations(index));
    this.view = this.#owned.add(new DraftsView({ index, accounts, clock }));
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(conflictScheme, sides));
    this.#owned.add(vscode.languages.registerCodeLensProvider({ scheme: fileScheme }, new ConflictLenses()));
    this.#owned.add(onDidSaveByHand((document) => void offerMarkResolved(branches, document)));
    const watch = new IncomingWatch({ clock, log });
    this.#owned.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void watch.lookAt(branches.all);
      }),
    );
    this.#owned.add(
      branches.onDidOpen((branch) => {
        void settleQuietly(this.context, branch);
        void index.include(branch.tree.drafts.scope).catch((error: unknown) => {
          log.warn(`The drafts of ${branch.name} could not be listed: ${String(error)}`);
        });
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
