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

const entry = v.object({ version: v.literal(1), session: stored });
const index = v.object({ version: v.literal(2), places: v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))) });
const formerEnvelope = v.object({ version: v.literal(1), sessions: v.array(v.unknown()) });

/** What the list of places says, or the sessions themselves where an earlier version kept all of them in it. */
export interface SessionIndexReading {
  readonly places: readonly string[];
  /** As an earlier version left them, to be kept one by one from the next change on. */
  readonly former: readonly StoredSession[];
  /** Something in it makes no sense here: keep a copy before writing. */
  readonly isForeign: boolean;
}

/** Reads what `writeSessionIndex` wrote, what earlier versions wrote, or whatever else lies there. */
export function readSessionIndex(text: string | undefined): SessionIndexReading {
  if (text === undefined || text === '') return { places: [], former: [], isForeign: false };
  const value = readJson(text);
  const reading = v.safeParse(index, value);
  if (reading.success) return { places: reading.output.places, former: [], isForeign: false };
  const former = v.safeParse(formerEnvelope, value);
  if (!former.success) return { places: [], former: [], isForeign: true };
  const sessions: StoredSession[] = [];
  let isForeign = false;
  for (const it of former.output.sessions) {
    const session = v.safeParse(stored, it);
    if (session.success && !sessions.some(({ id }) => id === session.output.id)) sessions.push(session.output);
    else isForeign = true;
  }
  return { places: [], former: sessions, isForeign };
}

/** The list of places, in the order in which the accounts signed in. */
export function writeSessionIndex(places: readonly string[]): string {
  return JSON.stringify({ version: 2, places });
}

/** One session as `writeStoredSession` wrote it; `undefined` when the text makes no sense here. */
export function readStoredSession(text: string): StoredSession | undefined {
  const reading = v.safeParse(entry, readJson(text));
  return reading.success ? reading.output.session : undefined;
}

/** One session's own text. */
export function writeStoredSession(session: StoredSession): string {
  return JSON.stringify({ version: 1, session });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
