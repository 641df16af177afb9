import pLimit from 'p-limit';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { Commit } from '../../bitbucket/model';
import { toWellFormed } from '../../bitbucket/pathSegment';
import { hashContent } from '../drafts/contentHash';
import type { PendingCommit } from '../drafts/draft';
import { toFileMode } from '../fileMode';
import type { KnownStep } from '../repositoryFiles';
import type { CommitApi } from './commitPorts';
import { readsAtOnce } from './tipJudge';

/** What looking for a commit found. `tip` is where its branch is now. */
export type Sighting =
  | { readonly kind: 'there'; readonly commit: Commit; readonly tip: Commit; readonly files: KnownStep['files'] }
  /** A commit on the same parent with the same message, but with other content at these paths. */
  | { readonly kind: 'differs'; readonly commit: Commit; readonly tip: Commit; readonly paths: readonly string[] }
  | { readonly kind: 'absent' };

type PendingFile = PendingCommit['files'][number];

/**
 * Looks whether a commit is on its branch, and reads it back: every path's bytes, and all modes and deletions in one
 * listing. Costs a request for the tip, one per file with content and one for the listing (one per about a hundred
 * paths), and one more when somebody committed on top. Rejects when looking is not possible.
 */
export async function findCommitMade(
  api: CommitApi,
  repository: RepositoryId,
  pending: PendingCommit,
  signal: AbortSignal,
): Promise<Sighting> {
  const tip = await api.findTip(repository, pending.branch, signal);
  if (tip === undefined || tip.hash === pending.parent) return { kind: 'absent' };
  let differing: Sighting | undefined;
  for await (const commit of listCandidates(api, repository, pending, tip, signal)) {
    const read = await readBack(api, repository, commit.hash, pending.files, signal);
    if (read.differing.length === 0) return { kind: 'there', commit, tip, files: read.files };
    differing ??= { kind: 'differs', commit, tip, paths: read.differing };
  }
  return differing ?? { kind: 'absent' };
}

async function* listCandidates(
  api: CommitApi,
  repository: RepositoryId,
  pending: PendingCommit,
  tip: Commit,
  signal: AbortSignal,
): AsyncGenerator<Commit> {
  if (isCandidate(tip, pending)) {
    yield tip;
    return;
  }
  const options = { signal, ...(pending.parent !== undefined && { exclude: pending.parent }) };
  try {
    for await (const { values } of api.listCommits(repository, tip.hash, options)) {
      yield* values.filter((commit) => commit.hash !== tip.hash && isCandidate(commit, pending));
    }
  } catch (error) {
    // Without its parent the branch was rewritten, and the commit is not on it any more.
    if (!BitbucketError.is(error, 'notFound')) throw error;
  }
}

function isCandidate({ parents, message }: Commit, pending: PendingCommit): boolean {
  return parents[0] === pending.parent && toPlainMessage(message) === toPlainMessage(pending.message);
}

/** Git tidies messages, forms turn line breaks into two characters, and UTF-8 has no halves of one: the words count. */
function toPlainMessage(message: string): string {
  return toWellFormed(message)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

async function readBack(
  api: CommitApi,
  repository: RepositoryId,
  commit: string,
  files: readonly PendingFile[],
  signal: AbortSignal,
): Promise<{ readonly files: KnownStep['files']; readonly differing: readonly string[] }> {
  const paths = files.map(({ path }) => path);
  const limit = pLimit(readsAtOnce);
  const [entries, contents] = await Promise.all([
    api.findSourceEntries(repository, commit, paths, signal),
    Promise.all(files.map((file) => limit(() => readFile(api, repository, commit, file, signal)))),
  ]);
  const modes = new Map(entries.map((entry) => [entry.path, toFileMode(entry)]));
  const isAsSent = ({ path, content }: PendingFile, index: number): boolean =>
    modes.get(path) === content?.mode && contents[index]?.hash === content?.hash;
  return {
    files: files.map(({ path, content }, index) => {
      const bytes = contents[index]?.bytes;
      return { path, content: content && bytes && { bytes, mode: content.mode } };
    }),
    differing: files.filter((file, index) => !isAsSent(file, index)).map(({ path }) => path),
  };
}

async function readFile(
  api: CommitApi,
  repository: RepositoryId,
  commit: string,
  { path, content }: PendingFile,
  signal: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly hash: string } | undefined> {
  if (content === undefined) return undefined;
  try {
    // A signal each: Node warns of one that many requests listen to.
    const bytes = await api.fetchFile(repository, commit, path, AbortSignal.any([signal]));
    return { bytes, hash: await hashContent(bytes) };
  } catch (error) {
    if (BitbucketError.is(error, 'notFound')) return undefined;
    throw error;
  }
}
