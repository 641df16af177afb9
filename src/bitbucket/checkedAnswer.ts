import * as v from 'valibot';
import { BitbucketError } from './bitbucketError';
import type { ApiRequest, Connection } from './connection';

/** The part of one of Bitbucket's objects that is read; other properties may come and go. */
export type Schema<Raw> = v.GenericSchema<unknown, Raw>;

/** Fetches one object and checks that it has the expected shape; otherwise rejects as `unexpected`. */
export async function fetchChecked<Raw>(
  connection: Connection,
  request: ApiRequest,
  schema: Schema<Raw>,
): Promise<Raw> {
  const checked = v.safeParse(schema, await connection.fetchJson(request));
  if (!checked.success) throw toShapeError(connection, request, checked.issues);
  return checked.output;
}

/** Names where the shape differs, not what stood there. */
export function toShapeError(
  connection: Connection,
  request: ApiRequest,
  issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): BitbucketError {
  const where = v.getDotPath(issues[0]) ?? 'the whole';
  const summary = `${connection.toTitle(request)} was answered in an unknown shape (${where}).`;
  return new BitbucketError({ kind: 'unexpected', status: 200 }, summary);
}
