import * as v from 'valibot';
import { fetchChecked } from './checkedAnswer';
import type { Connection } from './connection';
import type { User } from './model';

const userSchema = v.object({
  uuid: v.string(),
  display_name: v.string(),
  nickname: v.nullish(v.string()),
});

/** `GET /user`: whose token this is. */
export async function fetchUser(connection: Connection, signal: AbortSignal | undefined): Promise<User> {
  const url = connection.address.toUrl('/user', { fields: 'uuid,display_name,nickname' });
  const raw = await fetchChecked(connection, { route: 'GET /user', url, signal }, userSchema);
  return { uuid: raw.uuid, displayName: raw.display_name, nickname: raw.nickname ?? undefined };
}
