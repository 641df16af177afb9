import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import type { Connection } from './connection';
import type { CommitStatus } from './model';
import { listPages, longestPage, toPageFields } from './pages';
import { toPathSegment, toRepositoryPath } from './pathSegment';

type State = CommitStatus['state'];

const knownStates: ReadonlySet<string> = new Set<State>(['SUCCESSFUL', 'FAILED', 'INPROGRESS', 'STOPPED']);

const statusSchema = v.object({
  key: v.string(),
  state: v.string(),
  name: v.nullish(v.string()),
  url: v.nullish(v.string()),
});

/** `GET …/commit/{commit}/statuses`; whoever reports a build decides what its `url` is, so only web addresses pass. */
export async function fetchCommitStatuses(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  signal: AbortSignal | undefined,
): Promise<readonly CommitStatus[]> {
  const pages = listPages(connection, {
    route: 'GET /repositories/{workspace}/{repo_slug}/commit/{commit}/statuses',
    url: connection.address.toUrl(`${toRepositoryPath(repository)}/commit/${toPathSegment(commit)}/statuses`, {
      sort: '-created_on',
      pagelen: longestPage,
      fields: toPageFields(['key', 'name', 'state', 'url']),
    }),
    signal,
    entry: statusSchema,
    toItem: findCommitStatus,
  });
  for await (const { values } of pages) return values;
  return [];
}

function findCommitStatus({ key, state, name, url }: v.InferOutput<typeof statusSchema>): CommitStatus | undefined {
  if (!isKnownState(state)) return undefined;
  return { key, name: name ?? key, state, url: findWebAddress(url ?? '') };
}

function isKnownState(state: string): state is State {
  return knownStates.has(state);
}

function findWebAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
