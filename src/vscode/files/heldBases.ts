import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { StateStore } from '../../repositories/cacheStore';
import type { EditOrigin } from '../../repositories/drafts/treeBases';
import type { WorkingTree } from '../../repositories/drafts/workingTree';
import { toLocationPath } from '../../repositories/locationPath';
import { fileScheme } from '../ids';
import type { BitbucketFileSystem } from './bitbucketFileSystem';
import { readUri } from './locationUri';

/** What an unsaved edit began with, and whose draft it would become. */
type HeldBase = EditOrigin & { readonly accountId: string };

type Trees = Pick<BitbucketFileSystem, 'findOpenTree' | 'onDidOpenTree' | 'showAgain'>;

const stateKey = 'maia.heldBases';
/** Each belongs to an editor that is dirty, or was when its window crashed. */
const mostHeld = 500;

/**
 * Tells working trees when somebody begins to edit a file, when the edit is given up, and when it moves. The editor
 * brings unsaved text back after a reload or a crash; what it began with is brought back with it, so that a commit of
 * somebody else's in between is not undone.
 */
export class HeldBases implements Disposable {
  readonly #trees: Trees;
  readonly #state: StateStore;
  readonly #log: Pick<Log, 'warn'>;
  readonly #dirty = new Set<vscode.TextDocument>();
  /** What the editor brought back before its branch was looked at, by address. */
  readonly #waiting = new Map<string, HeldBase>();
  readonly #subscriptions: Disposable;

  constructor(trees: Trees, state: StateStore, log: Pick<Log, 'warn'>) {
    this.#trees = trees;
    this.#state = state;
    this.#log = log;
    const { workspace } = vscode;
    this.#subscriptions = vscode.Disposable.from(
      workspace.onDidOpenTextDocument((document) => {
        this.#look(document, true);
      }),
      // A text that was brought back becomes dirty as it is; one that somebody types in has changed by then.
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#look(document, document.version === 1);
      }),
      workspace.onDidSaveTextDocument((document) => {
        // Typed on while it was saved.
        if (this.#dirty.has(document) && document.isDirty) this.#hold(document.uri, false);
      }),
      workspace.onDidCloseTextDocument((document) => {
        // A document whose language changes is closed and opened, but it is still there.
        if (!workspace.textDocuments.includes(document)) this.#dirty.delete(document);
      }),
      // Before a move the editor makes what is dirty clean, as if the edit was given up.
      workspace.onWillRenameFiles(({ files }) => {
        for (const { oldUri } of files) this.#noteMove(oldUri);
      }),
      trees.onDidOpenTree((tree) => {
        this.#bringBackTo(tree);
      }),
    );
    for (const document of workspace.textDocuments) this.#look(document, true);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #look(document: vscode.TextDocument, mayBeBroughtBack: boolean): void {
    const { uri, isDirty } = document;
    if (uri.scheme !== fileScheme || isDirty === this.#dirty.has(document)) return;
    if (isDirty) {
      this.#dirty.add(document);
      this.#hold(uri, mayBeBroughtBack);
    } else {
      this.#dirty.delete(document);
      this.#release(uri);
    }
  }

  #hold(uri: vscode.Uri, mayBeBroughtBack: boolean): void {
    const place = readUri(uri);
    if (place === undefined) return;
    const tree = this.#trees.findOpenTree(place.location);
    const earlier = mayBeBroughtBack ? readHeld(this.#state)[uri.toString()] : undefined;
    if (earlier !== undefined) {
      this.#waiting.set(uri.toString(), earlier);
      if (tree !== undefined) this.#bringBackTo(tree);
      return;
    }
    const origin = tree?.holdBase(place.path);
    if (tree === undefined || origin === undefined) return;
    this.#keep(uri, { ...origin, accountId: tree.drafts.scope.accountId });
  }

  #bringBackTo(tree: WorkingTree): void {
    const { accountId } = tree.drafts.scope;
    for (const [address, { accountId: owner, ...origin }] of this.#waiting) {
      const place = readUri(vscode.Uri.parse(address));
      const isThere = place && toLocationPath(place.location, '') === toLocationPath(tree.location, '');
      if (isThere !== true || owner !== accountId) continue;
      this.#waiting.delete(address);
      tree.holdBase(place.path, origin);
    }
  }

  #noteMove(uri: vscode.Uri): void {
    const place = readUri(uri);
    if (place !== undefined) this.#trees.findOpenTree(place.location)?.noteMove(place.path);
  }

  #release(uri: vscode.Uri): void {
    this.#waiting.delete(uri.toString());
    this.#keep(uri, undefined);
    const place = readUri(uri);
    if (place === undefined) return;
    if (this.#trees.findOpenTree(place.location)?.releaseBase(place.path) === true) this.#trees.showAgain(uri);
  }

  #keep(uri: vscode.Uri, held: HeldBase | undefined): void {
    const key = uri.toString();
    const { [key]: before, ...others } = readHeld(this.#state);
    if (held === undefined && before === undefined) return;
    const all = [...Object.entries(others), ...(held === undefined ? [] : [[key, held] as const])];
    this.#state.update(stateKey, Object.fromEntries(all.slice(-mostHeld))).then(undefined, (error: unknown) => {
      this.#log.warn(`What an unsaved edit began with is not kept for the next window: ${String(error)}`);
    });
  }
}

/** By address; what is not of this form was not written by this version. */
function readHeld(state: StateStore): Readonly<Record<string, HeldBase>> {
  const kept = state.get(stateKey);
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, HeldBase] => isHeld(entry[1])));
}

function isHeld(value: unknown): value is HeldBase {
  if (typeof value !== 'object' || value === null) return false;
  const { accountId, commit, draftHash } = value as Readonly<Record<keyof HeldBase, unknown>>;
  const isOptionalText = draftHash === undefined || typeof draftHash === 'string';
  return typeof accountId === 'string' && typeof commit === 'string' && isOptionalText;
}
