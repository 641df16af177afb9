import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { LocationPath } from '../../repositories/locationPath';
import type { RepositoryAccess } from '../files/repositoryAccess';
import { commandIds } from '../ids';
import { findActivePlace } from './activeBranch';
import { countDrafts } from './countDrafts';

export interface BranchStatusPorts {
  readonly access: Pick<RepositoryAccess, 'get' | 'choices'>;
  readonly log: Pick<Log, 'debug'>;
}

/** Says in the status bar which branch is shown; hidden where nothing of ours is. No request of its own. */
export class BranchStatus implements Disposable {
  readonly #ports: BranchStatusPorts;
  readonly #owned = new DisposableStore();
  readonly #item: vscode.StatusBarItem;
  #drafts: Disposable | undefined;
  #shown: LocationPath | undefined;

  constructor(ports: BranchStatusPorts) {
    this.#ports = ports;
    this.#item = this.#owned.add(vscode.window.createStatusBarItem('maia.branch', vscode.StatusBarAlignment.Left, 100));
    this.#item.name = vscode.l10n.t('Branch on Bitbucket');
    this.#item.command = commandIds.switchBranch;
    const follow = () => {
      this.#follow();
    };
    this.#owned.add(vscode.window.onDidChangeActiveTextEditor(follow));
    this.#owned.add(vscode.window.tabGroups.onDidChangeTabs(follow));
    this.#owned.add(vscode.workspace.onDidChangeWorkspaceFolders(follow));
    this.#owned.add(ports.access.choices.onDidChange(follow));
    follow();
  }

  dispose(): void {
    this.#drafts?.dispose();
    this.#owned.dispose();
  }

  #follow(): void {
    const place = findActivePlace();
    this.#shown = place;
    this.#drafts?.dispose();
    this.#drafts = undefined;
    if (place === undefined) {
      this.#item.hide();
      return;
    }
    const { repository, ref } = place.location;
    const name = ref.kind === 'branch' ? ref.name : ref.hash.slice(0, 7);
    this.#item.text = `$(${ref.kind === 'branch' ? 'git-branch' : 'git-commit'}) ${name} · ${repository.slug}`;
    this.#tell(place, []);
    this.#item.show();
    void this.#explain(place);
  }

  /** As whom, and how many drafts there are: known a moment later. */
  async #explain(place: LocationPath): Promise<void> {
    const { repository, ref } = place.location;
    try {
      const services = await this.#ports.access.get(repository);
      const account = await this.#ports.access.choices.find(repository);
      const who = account && vscode.l10n.t('As {0}', account.label);
      if (ref.kind === 'commit') {
        if (this.#shown === place) this.#tell(place, [who, vscode.l10n.t('A commit, which cannot be changed')]);
        return;
      }
      const { drafts } = services.workingTree(repository, ref.name);
      const render = async () => {
        const count = await countDrafts(drafts);
        if (this.#shown === place) this.#tell(place, [who, toDraftText(count)]);
      };
      await render();
      if (this.#shown !== place) return;
      const again = () => void render().catch(() => undefined);
      this.#drafts?.dispose();
      this.#drafts = drafts.onDidChange(again);
    } catch (error) {
      this.#ports.log.debug(`The branch in the status bar could not be explained: ${String(error)}`);
    }
  }

  #tell({ location: { repository, ref } }: LocationPath, facts: readonly (string | undefined)[]): void {
    const name = ref.kind === 'branch' ? ref.name : vscode.l10n.t('commit {0}', ref.hash.slice(0, 7));
    const where = `${repository.workspace}/${repository.slug} @ ${name}`;
    const lines = [where, ...facts.filter((fact) => fact !== undefined)];
    this.#item.tooltip = [...lines, vscode.l10n.t('Click to switch to another branch')].join('\n');
    this.#item.accessibilityInformation = { label: [vscode.l10n.t('Branch on Bitbucket'), ...lines].join(', ') };
  }
}

function toDraftText(count: number): string {
  if (count === 0) return vscode.l10n.t('No drafts');
  return count === 1 ? vscode.l10n.t('1 draft') : vscode.l10n.t('{0} drafts', count);
}
