import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';
import { runCancellably } from '../files/cancellableWork';
import { contextKeys, viewIds } from '../ids';
import { toPlainText } from '../plainText';
import { readComparison } from './comparedPipeline';
import { isOfPipelines } from './comparison';
import { toComparison, type BranchReview, type ReviewedFile } from './review';
import { toReviewItem } from './reviewItems';
import { toChangeNodes, toFileNode, toUnreadNode, type ChangeNode, type FileNode, type ReviewNode } from './reviewNode';
import type { Reviews } from './reviews';
import { showChange } from './showChange';
import { ShownReview } from './shownReview';

/** So many pipelines are compared unbidden: at most 80 of the 1,000 requests an hour. The others wait to be asked for. */
const mostUnasked = 40;
/** As many files as the editor shows together without becoming slow. */
const mostTogether = 300;
/** So many files are opened together without asking. */
const fewTogether = 50;

type View = Pick<vscode.TreeView<ReviewNode>, 'description' | 'message'>;

/** The review view: the files of one review at a time, each with what changed in words. */
export class ReviewRoom implements vscode.TreeDataProvider<ReviewNode>, Disposable {
  readonly #reviews: Reviews;
  readonly #view: () => View;
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new Emitter<ReviewNode | undefined>());
  readonly onDidChangeTreeData = this.#onDidChange.event;
  #shown: ShownReview | undefined;
  #nodes = new Map<ReviewedFile, FileNode>();
  #isComparing = false;

  /** `view` is asked for when it is there: it is created with a provider that loads this. */
  constructor(reviews: Reviews, view: () => View) {
    this.#reviews = reviews;
    this.#view = view;
  }

  /** Lists a review in place of the one before, and begins to compare its pipelines. */
  async begin(review: BranchReview): Promise<void> {
    this.#shown?.dispose();
    const shown = new ShownReview(review);
    this.#shown = shown;
    this.#nodes = new Map(review.files.map((file) => [file, toFileNode(file, review)]));
    shown.onDidChange((file) => {
      this.#onDidChange.fire(this.#nodes.get(file));
    });
    Object.assign(this.#view(), { description: review.subject, message: review.note });
    await vscode.commands.executeCommand('setContext', contextKeys.hasReview, true);
    this.#onDidChange.fire(undefined);
    await vscode.commands.executeCommand(`${viewIds.review}.focus`);
    void this.#compareFirst(shown);
  }

  /** Compares every pipeline that is left, with a notification that can cancel it. */
  async readRest(): Promise<void> {
    const shown = this.#shown;
    if (shown === undefined) return;
    const { unread } = shown;
    await runCancellably(vscode.l10n.t('Comparing pipelines'), (signal, report) =>
      shown.compareAll(unread, signal, (done) => {
        report(vscode.l10n.t('{0} of {1}', done, unread.length), 100 / unread.length);
      }),
    );
    this.#onDidChange.fire(undefined);
  }

  /** Shows all files in one editor. Says first what that costs where it is much. */
  async openTogether(): Promise<void> {
    const review = this.#shown?.review;
    if (review === undefined) return;
    const files = review.files.slice(0, mostTogether);
    if (files.length > fewTogether && !(await agree(files))) return;
    const isWhole = files.length === review.files.length;
    const title = isWhole ? review.title : vscode.l10n.t('{0} – the first {1} files', review.title, files.length);
    await this.#reviews.open({ title, files });
  }

  /** Opens a file's comparison at the place of a change. */
  async openChange({ file, index }: ChangeNode): Promise<void> {
    const comparison = this.#shown && toComparison(file, this.#shown.review);
    if (comparison === undefined || !isOfPipelines(comparison)) return;
    const compared = await readComparison(comparison);
    const change = compared.changes[index];
    if (change !== undefined) await showChange(compared, change);
  }

  /** What else can be done with the review that is shown. */
  get review(): BranchReview | undefined {
    return this.#shown?.review;
  }

  async close(): Promise<void> {
    this.#shown?.dispose();
    this.#shown = undefined;
    this.#nodes.clear();
    this.#onDidChange.fire(undefined);
    await vscode.commands.executeCommand('setContext', contextKeys.hasReview, false);
  }

  async getChildren(node?: ReviewNode): Promise<ReviewNode[]> {
    const shown = this.#shown;
    if (shown === undefined) return [];
    if (node === undefined) {
      const unread = this.#isComparing ? undefined : toUnreadNode(shown);
      return [...(unread === undefined ? [] : [unread]), ...this.#nodes.values()];
    }
    if (node.kind !== 'file') return [];
    const known = await shown.compare(node.file);
    if (known.kind === 'compared') return [...toChangeNodes(node, known.changes)];
    const label = known.kind === 'failed' ? known.reason : vscode.l10n.t('could not be read');
    return [{ kind: 'message', id: `${node.id}?failure`, icon: 'error', label }];
  }

  getTreeItem(node: ReviewNode): vscode.TreeItem {
    return toReviewItem(node, ({ file }) => this.#shown?.find(file) ?? { kind: 'unread' });
  }

  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    this.#shown?.dispose();
    this.#owned.dispose();
  }

  async #compareFirst(shown: ShownReview): Promise<void> {
    this.#isComparing = true;
    const options = { location: { viewId: viewIds.review } };
    const first = shown.unread.slice(0, mostUnasked);
    await vscode.window.withProgress(options, () => shown.compareAll(first, new AbortController().signal));
    if (this.#shown !== shown) return;
    this.#isComparing = false;
    this.#onDidChange.fire(undefined);
  }
}

async function agree(files: readonly ReviewedFile[]): Promise<boolean> {
  const requests = files.reduce((sum, { original, modified }) => sum + (original && modified ? 2 : 1), 0);
  const open = vscode.l10n.t('Open');
  const message = vscode.l10n.t(
    'Open {0} files in one editor? That takes {1} requests at most, of the 1,000 an hour that Bitbucket grants.',
    files.length,
    requests,
  );
  return (await vscode.window.showInformationMessage(toPlainText(message), open)) === open;
}
