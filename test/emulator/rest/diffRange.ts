import { findMergeBase, mergeTrees } from '../git/ancestry';
import { emptyTree } from '../git/changes';
import { type GitRepository } from '../git/gitRepository';
import { toBadRequest, toNotFound } from './apiError';
import { requireCommit } from './resolve';
import { type Query } from './route';

/** What a `spec` compares. */
export interface DiffRange {
  /** Commits or trees. */
  readonly from: string;
  readonly to: string;
  /** The commits that both sides' links lead to. */
  readonly fromCommit: string;
  readonly toCommit: string;
}

/**
 * Reads one commit, which is compared with its first parent, or `source..destination`: what the source changed, which is
 * the other way round than in `git diff`. `whenUnsaid` is how two commits are compared without `topic` and `merge`.
 */
export async function readDiffRange(
  git: GitRepository,
  spec: string,
  query: Query,
  whenUnsaid: 'topic' | 'merge',
): Promise<DiffRange> {
  const [first = '', second] = splitSpec(spec);
  const source = await requireCommit(git, first);
  const mode = readMode(query) ?? whenUnsaid;
  if (second === undefined) {
    const [parent] = source.parents;
    return toRange(parent ?? emptyTree, source.hash, { fromCommit: parent ?? source.hash });
  }
  const destination = await requireCommit(git, second);
  if (mode === 'direct') return toRange(destination.hash, source.hash);
  const merged = mode === 'merge' ? await mergeTrees(git.folder, destination.hash, source.hash) : undefined;
  if (merged !== undefined) return toRange(destination.hash, merged, { toCommit: source.hash });
  // U: what a merge with conflicts shows. Here, it is what the source changed.
  const base = await findMergeBase(git.folder, source.hash, destination.hash);
  if (base === undefined) throw toNotFound('The commits have no common ancestor.');
  return toRange(base, source.hash);
}

/** `undefined` where the request does not say. */
function readMode(query: Query): 'topic' | 'merge' | 'direct' | undefined {
  const topic = readFlag(query, 'topic');
  const merge = readFlag(query, 'merge');
  if (topic !== undefined && merge !== undefined) throw toBadRequest('topic and merge cannot be used together.');
  if (topic !== undefined) return topic ? 'topic' : 'direct';
  if (merge !== undefined) return merge ? 'merge' : 'direct';
  return undefined;
}

/** `a..b` in two; three dots mean nothing to Bitbucket. */
export function splitSpec(spec: string): readonly string[] {
  const dots = spec.indexOf('..');
  return dots < 0 ? [spec] : [spec.slice(0, dots), spec.slice(dots + 2)];
}

export function readFlag(query: Query, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (text !== 'true' && text !== 'false') throw toBadRequest(`Invalid ${name}`);
  return text === 'true';
}

function toRange(from: string, to: string, commits: Partial<DiffRange> = {}): DiffRange {
  return { from, to, fromCommit: from, toCommit: to, ...commits };
}
