import * as v from 'valibot';
import type { Connection } from './connection';
import type { Page, Workspace } from './model';
import { listPages, longestPage, toPageFields } from './pages';

const accessSchema = v.object({ workspace: v.object({ uuid: v.string(), slug: v.string() }) });

/** `GET /user/workspaces`: what became of the removed `/workspaces`; it does not tell names. */
export async function* listWorkspaces(
  connection: Connection,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page<Workspace>> {
  yield* listPages(connection, {
    route: 'GET /user/workspaces',
    url: connection.address.toUrl('/user/workspaces', {
      pagelen: longestPage,
      fields: toPageFields(['workspace.uuid', 'workspace.slug']),
    }),
    signal,
    entry: accessSchema,
    toItem: ({ workspace }) => ({ uuid: workspace.uuid, slug: workspace.slug }),
  });
}
