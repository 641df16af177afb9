import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import { commandIds } from '../ids';
import { readUri, toUri } from '../files/locationUri';
import { ChangeState, IncomingState } from './changeState';
import { findOriginalUri, toCommitUri } from './changeUris';
import type { OpenBranch } from './openBranch';

/** Id of our part of the Source Control view in `when` clauses (`scmProvider`). */
const providerId = 'maia';

/** Shows an open branch in the Source Control view. */
export class BranchPanel implements Disposable {
  readonly branch: OpenBranch;
  readonly #owned = new DisposableStore();
  readonly #control: vscode.SourceControl;
  readonly #groups: Readonly<
    Record<'conflicts' | 'staged' | 'changes' | 'incoming', vscode.SourceControlResourceGroup>
  >;
  #shownBases = '';

  constructor(branch: OpenBranch) {
    this.branch = branch;
    const control = vscode.scm.createSourceControl(providerId, branch.name, toUri(branch.location, ''));
    this.#control = this.#owned.add(control);
    this.#groups = {
      conflicts: this.#createGroup('conflicts', vscode.l10n.t('Conflicts')),
      staged: this.#createGroup('staged', vscode.l10n.t('Staged Changes')),
      changes: this.#createGroup('changes', vscode.l10n.t('Changes')),
      incoming: this.#createGroup('incoming', vscode.l10n.t('Incoming Changes')),
    };
    this.#groups.changes.hideWhenEmpty = false;
    control.acceptInputCommand = {
      command: commandIds.commit,
      title: vscode.l10n.t('Commit'),
      arguments: [branch.location],
    };
    // The editor puts the key that commits in place of `{0}`.
    control.inputBox.placeholder = vscode.l10n.t(
      'Message ({0} to commit to {1} as {2})',
      '{0}',
      branch.location.ref.name,
      `${branch.account.label} (${branch.location.repository.workspace})`,
    );
    this.#owned.add(
      branch.onDidChange(() => {
        this.#render();
      }),
    );
    this.#render();
  }

  get message(): string {
    return this.#control.inputBox.value;
  }

  set message(message: string) {
    this.#control.inputBox.value = message;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #createGroup(id: string, label: string): vscode.SourceControlResourceGroup {
    const group = this.#owned.add(this.#control.createResourceGroup(id, label));
    group.hideWhenEmpty = true;
    return group;
  }

  #render(): void {
    const { branch } = this;
    const { location, picked } = branch;
    const calm = branch.changes.filter(({ isInConflict }) => !isInConflict);
    const toStates = (changes: typeof calm, isPicked: boolean) =>
      changes.map((change) => new ChangeState(location, change, isPicked));
    const { incoming } = branch;
    this.#groups.conflicts.resourceStates = toStates(
      branch.changes.filter(({ isInConflict }) => isInConflict),
      false,
    );
    this.#groups.staged.resourceStates = toStates(
      calm.filter((change) => picked.has(change)),
      true,
    );
    this.#groups.changes.resourceStates = toStates(
      calm.filter((change) => !picked.has(change)),
      false,
    );
    this.#groups.incoming.resourceStates =
      incoming?.drafts.map((draft) => new IncomingState(location, incoming, draft)) ?? [];
    this.#control.count = branch.changes.length;
    this.#control.inputBox.enabled = !branch.isCommitting;
    this.#control.statusBarCommands = this.#toStatus();
    this.#renewQuickDiff();
  }

  #toStatus(): vscode.Command[] {
    const count = this.branch.incoming?.drafts.length ?? 0;
    if (count === 0) return [];
    return [
      {
        command: commandIds.mergeIncoming,
        title: vscode.l10n.t('$(arrow-down) {0} incoming', count),
        tooltip: vscode.l10n.t('Merge what somebody else changed in files that you changed too'),
        arguments: [this.branch.location],
      },
    ];
  }

  /** The editor asks for the original again when there is another provider. */
  #renewQuickDiff(): void {
    const bases = JSON.stringify(this.branch.changes.map(({ path, original }) => [path, original]));
    if (bases === this.#shownBases) return;
    this.#shownBases = bases;
    this.#control.quickDiffProvider = { provideOriginalResource: (uri) => this.#findOriginal(uri) };
  }

  async #findOriginal(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    const { location, key, changes, files } = this.branch;
    const place = readUri(uri);
    if (place === undefined || toUri(place.location, '').path !== key) return undefined;
    const change = changes.find(({ path }) => path === place.path);
    if (change !== undefined) return findOriginalUri(location, change);
    try {
      const { commit } = await files.resolve(location);
      return toCommitUri(location, commit, place.path);
    } catch (error) {
      // No marks in the gutter is all that comes of it.
      if (BitbucketError.is(error)) return undefined;
      throw error;
    }
  }
}
