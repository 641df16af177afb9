import * as vscode from 'vscode';
import { translateChanges } from '../../pipelines/compare/changeSentence';
import { toSummaryLine } from '../../pipelines/compare/changeSummary';
import { comparePipelines } from '../../pipelines/compare/comparePipelines';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline } from '../../pipelines/readPipeline';
import type { BranchDrafts } from '../../repositories/drafts/branchDrafts';
import type { Change } from './changes';

/** So many pairs of texts are remembered. */
const mostKnown = 500;

type Drafts = Pick<BranchDrafts, 'find' | 'readBase' | 'readContent'>;

/** What drafts of pipelines change, in words. Everything is read from this computer, each pair of texts once. */
export class DraftWords {
  /** By the hashes of both texts, so that words never belong to other ones. */
  readonly #known = new Map<string, string | undefined>();

  constructor() {
    if (vscode.l10n.bundle !== undefined) translateChanges(vscode.l10n.bundle);
  }

  /** `undefined` where there is nothing to tell, or not all is on this computer. */
  async find(drafts: Drafts, { path, original }: Change): Promise<string | undefined> {
    const kind = readPipelinePath(path)?.kind;
    if (kind === undefined || original === undefined) return undefined;
    const key = await findKey(drafts, path, original.path);
    if (key === undefined || this.#known.has(key)) return key && this.#known.get(key);
    const [old, now] = await Promise.all([drafts.readBase(original.path), drafts.readContent(path)]);
    if (old === undefined || now === undefined) return undefined;
    // Whoever saved meanwhile is told about it, and asks again.
    if ((await findKey(drafts, path, original.path)) !== key) return undefined;
    const [before, after] = [old, now].map((bytes) => readPipeline(new TextDecoder().decode(bytes), kind));
    const changes = before && after ? comparePipelines(before, after) : [];
    const words = changes.length === 0 ? undefined : toSummaryLine(changes);
    this.#remember(key, words);
    return words;
  }

  #remember(key: string, words: string | undefined): void {
    this.#known.set(key, words);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
  }
}

async function findKey(drafts: Drafts, path: string, oldPath: string): Promise<string | undefined> {
  const [draft, source] = await Promise.all([drafts.find(path), drafts.find(oldPath)]);
  const now = draft?.change.kind === 'content' ? draft.change.hash : undefined;
  const old = source?.base?.hash;
  return old === undefined || now === undefined ? undefined : `${old} ${now}`;
}
