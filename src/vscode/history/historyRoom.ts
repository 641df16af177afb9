import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';
import type { Draft } from '../../repositories/drafts/draft';
import { CommitCi } from '../../repositories/history/commitCi';
import type { HistorySubject } from '../../repositories/history/historySubject';
import { ShownHistory } from '../../repositories/history/shownHistory';
import { toLoadFailure } from '../../repositories/loadFailure';
import type { RepositoryLocation } from '../../repositories/location';
import { toLocationPath } from '../../repositories/locationPath';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { findActivePlace } from '../branches/activeBranch';
import { contextKeys } from '../ids';
import { toCommitUrl } from './commitCommands';
import type { HistoryContext } from './historyContext';
import { toHistoryItem } from './historyItems';
import type { ChangeNode, CommitNode, HistoryNode } from './historyNode';
import { createFailureRow, createLoadingRow, toRows, type FailureRowContext } from './historyRows';
import { createCommitTooltip } from './historyTooltip';
import { toPlaceText } from './historyText';

/** So many commits are on the screen at first; CI is asked about them unbidden, about others when somebody points there. */
const rowsOnScreen = 10;
/** Whoever walks through files does not want the history of each. */
const followingPauseMs = 300;

/** What the view is a history of. */
export interface HistoryPlace {
  readonly subject: HistorySubject;
  readonly location: RepositoryLocation;
}

interface Shown {
  readonly place: HistoryPlace;
  readonly services: RepositoryServices;
  readonly history: ShownHistory;
  readonly ci: CommitCi;
  readonly owned: DisposableStore;
  draft: Draft | undefined;
}

/** The history view: what it shows, and its rows. Asks for nothing while it cannot be seen. */
export class HistoryRoom implements vscode.TreeDataProvider<HistoryNode>, Disposable {
  readonly context: HistoryContext;
  readonly #view: () => vscode.TreeView<HistoryNode>;
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new Emitter<HistoryNode | undefined>());
  readonly onDidChangeTreeData = this.#onDidChange.event;
  readonly #nodes = new Map<string, HistoryNode>();
  #shown: Shown | undefined;
  #isPinned = false;
  #following = new AbortController();
  #openings = 0;

  /** `view` is asked for when it is there: it is created with a provider that loads this. */
  constructor(context: HistoryContext, view: () => vscode.TreeView<HistoryNode>) {
    this.context = context;
    this.#view = view;
    const follow = () => void this.#follow().catch(() => undefined);
    this.#owned.add(vscode.window.onDidChangeActiveTextEditor(follow));
    this.#owned.add(context.access.choices.onDidChange(() => void this.#showAgain()));
  }

  /** Shows a history, and stays with it until told otherwise. */
  async show(place: HistoryPlace, { isPinned }: { readonly isPinned: boolean }): Promise<void> {
    await this.setPinned(isPinned);
    await this.#open(place);
  }

  async setPinned(isPinned: boolean): Promise<void> {
    this.#isPinned = isPinned;
    if (isPinned) this.#following.abort();
    await vscode.commands.executeCommand('setContext', contextKeys.historyIsPinned, isPinned);
    this.#describe();
  }

  /** Goes back to following the active editor, beginning with the one that is active now. */
  async unpin(): Promise<void> {
    await this.setPinned(false);
    await this.#follow();
  }

  async refresh(): Promise<void> {
    await this.#shown?.history.refresh();
  }

  async loadMore(): Promise<void> {
    await this.#shown?.history.loadMore();
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node?.kind === 'commit') return this.#readChanges(node);
    if (node !== undefined) return [];
    if (this.#shown === undefined && !this.#isPinned) await this.#openActive();
    const shown = this.#shown;
    if (shown === undefined) return [];
    const rows = toRows(shown.history, shown.draft, toFailureContext(shown));
    this.#nodes.clear();
    for (const row of rows) this.#nodes.set(row.id, row);
    for (const { commit } of shown.history.entries.slice(0, rowsOnScreen)) void shown.ci.look(commit);
    return [...rows];
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    const findCi = (hash: string) => this.#shown?.ci.find(hash);
    return toHistoryItem(node, { now: this.context.clock.now(), language: vscode.env.language, findCi });
  }

  /** Pointing at a commit is looking at it. */
  async resolveTreeItem(item: vscode.TreeItem, node: HistoryNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'commit') return item;
    await this.#shown?.ci.look(node.commit);
    item.tooltip = createCommitTooltip(node, {
      now: this.context.clock.now(),
      language: vscode.env.language,
      ci: this.#shown?.ci.find(node.commit.hash),
      url: toCommitUrl(this.context, { repository: node.subject.repository, commit: node.commit }),
    });
    return item;
  }

  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    this.#following.abort();
    this.#shown?.owned.dispose();
    this.#owned.dispose();
  }

  async #follow(): Promise<void> {
    if (this.#isPinned || !this.#view().visible) return;
    this.#following.abort();
    this.#following = new AbortController();
    await this.context.clock.sleep(followingPauseMs, this.#following.signal);
    await this.#openActive();
  }

  /** What is opened from a history is a commit's file: following that would lead away from it. */
  async #openActive(): Promise<void> {
    const place = findActivePlace();
    if (place?.location.ref.kind !== 'branch') return;
    const { location, path } = place;
    const kind = path === '' ? 'repository' : 'file';
    await this.#open({ subject: { repository: location.repository, kind, path }, location });
  }

  /** What is asked for last is shown, whichever is ready first. */
  async #open(place: HistoryPlace): Promise<void> {
    const opening = ++this.#openings;
    if (this.#shown !== undefined && toKey(this.#shown.place) === toKey(place)) return;
    const { repository } = place.subject;
    const [services, ciStates] = await Promise.all([
      this.context.access.get(repository),
      this.context.ciStatesOf(repository),
    ]);
    if (opening !== this.#openings) return;
    const owned = new DisposableStore();
    const history = owned.add(
      new ShownHistory({ ...services, clock: this.context.clock }, place.subject, place.location),
    );
    const ci = owned.add(new CommitCi(ciStates, repository, this.context.log));
    const shown: Shown = { place, services, history, ci, owned, draft: undefined };
    owned.add(
      history.onDidChange(() => {
        this.#onDidChange.fire(undefined);
      }),
    );
    owned.add(
      ci.onDidLearn((hash) => {
        const node = this.#nodes.get(hash);
        if (node !== undefined) this.#onDidChange.fire(node);
      }),
    );
    this.#shown?.owned.dispose();
    this.#shown = shown;
    this.#describe();
    await this.#watchDraft(shown);
    void history.load();
    this.#onDidChange.fire(undefined);
  }

  async #watchDraft(shown: Shown): Promise<void> {
    const { subject, location } = shown.place;
    if (subject.kind !== 'file' || location.ref.kind !== 'branch') return;
    const { drafts } = shown.services.workingTree(subject.repository, location.ref.name);
    const read = async () => {
      shown.draft = await drafts.find(subject.path);
    };
    await read();
    shown.owned.add(
      drafts.onDidChange((paths) => {
        if (!paths.includes(subject.path)) return;
        void read().then(() => {
          if (this.#shown === shown) this.#onDidChange.fire(undefined);
        });
      }),
    );
  }

  /** Another account may serve the repository now. */
  async #showAgain(): Promise<void> {
    const place = this.#shown?.place;
    if (place === undefined) return;
    this.#shown?.owned.dispose();
    this.#shown = undefined;
    this.#onDidChange.fire(undefined);
    await this.#open(place).catch((error: unknown) => {
      this.context.log.debug(`The history could not be shown again: ${String(error)}`);
    });
  }

  async #readChanges(node: CommitNode): Promise<HistoryNode[]> {
    const shown = this.#shown;
    if (shown === undefined) return [createLoadingRow()];
    void shown.ci.look(node.commit);
    const { repository } = node.subject;
    try {
      const { changes, isComplete } = await shown.services.history.fetchCommitChanges(repository, node.commit);
      const rows: HistoryNode[] = changes.map((change): ChangeNode => {
        const { location, commit } = node;
        return { kind: 'change', id: `${node.id}/${change.path}`, location, path: change.path, change, commit };
      });
      if (rows.length === 0) rows.push(createNote(node, vscode.l10n.t('Changes no file')));
      if (!isComplete) rows.push(createNote(node, vscode.l10n.t('and more: see the commit on Bitbucket')));
      return rows;
    } catch (error) {
      const failure = toLoadFailure(error, this.context.clock.now());
      return [createFailureRow(failure, toFailureContext(shown), { idPrefix: node.id })];
    }
  }

  #describe(): void {
    const place = this.#shown?.place;
    if (place === undefined) return;
    const { subject, location } = place;
    const name = subject.path === '' ? '' : `${nameOf(subject.path)} · `;
    const pinned = this.#isPinned ? ` · ${vscode.l10n.t('pinned')}` : '';
    this.#view().description = `${name}${toPlaceText(location)}${pinned}`;
  }
}

function createNote({ id }: CommitNode, label: string): HistoryNode {
  return { kind: 'message', id: `${id}/?note`, icon: 'info', label };
}

function toFailureContext({ services }: Shown): FailureRowContext {
  return { accountId: services.accountId, language: vscode.env.language };
}

function toKey({ subject, location }: HistoryPlace): string {
  return `${subject.kind} ${toLocationPath(location, subject.path)}`;
}
