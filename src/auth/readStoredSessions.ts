import * as v from 'valibot';
import type { StoredSession } from './session';

const stored = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  account: v.object({ id: v.pipe(v.string(), v.nonEmpty()), label: v.string() }),
  scopes: v.array(v.string()),
  endpoints: v.object({ webUrl: v.string(), apiUrl: v.string(), oauthUrl: v.string() }),
  consumerKey: v.pipe(v.string(), v.nonEmpty()),
  tokens: v.optional(
    v.object({
      accessToken: v.pipe(v.string(), v.nonEmpty()),
      refreshToken: v.pipe(v.string(), v.nonEmpty()),
      receivedAt: v.number(),
      expiresAt: v.number(),
    }),
  ),
});

const envelope = v.object({ version: v.literal(1), sessions: v.array(v.unknown()) });

interface StoredSessionsReading {
  readonly sessions: readonly StoredSession[];
  /** Entries that make no sense here, to be written back as they are. */
  readonly unreadable: readonly unknown[];
  /** The value as a whole makes no sense here: keep a copy before writing. */
  readonly isForeign: boolean;
}

/** Reads what `writeStoredSessions` wrote, or whatever else lies there. */
export function readStoredSessions(text: string | undefined): StoredSessionsReading {
  if (text === undefined || text === '') return { sessions: [], unreadable: [], isForeign: false };
  const reading = v.safeParse(envelope, readJson(text));
  if (!reading.success) return { sessions: [], unreadable: [], isForeign: true };
  const sessions: StoredSession[] = [];
  const unreadable: unknown[] = [];
  for (const entry of reading.output.sessions) {
    const session = v.safeParse(stored, entry);
    if (session.success && !sessions.some(({ id }) => id === session.output.id)) sessions.push(session.output);
    else unreadable.push(entry);
  }
  return { sessions, unreadable, isForeign: false };
}

/** The text to store: what could not be read keeps its place, for the version that wrote it. */
export function writeStoredSessions(sessions: readonly StoredSession[], unreadable: readonly unknown[]): string {
  return JSON.stringify({ version: 1, sessions: [...sessions, ...unreadable] });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
