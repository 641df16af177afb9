import * as v from 'valibot';
import type { AuthFailure } from './authError';

/** How a sign-in ended in the window that the browser came back to. */
export type SignInOutcome =
  { readonly kind: 'session'; readonly sessionId: string } | { readonly kind: 'failed'; readonly failure: AuthFailure };

const outcomeSchema = v.variant('kind', [
  v.object({ kind: v.literal('session'), sessionId: v.string() }),
  v.object({
    kind: v.literal('failed'),
    failure: v.variant('kind', [
      v.object({
        kind: v.picklist([
          'denied',
          'unreachable',
          'wrongConsumer',
          'grantRefused',
          'accountUnavailable',
          'settingsChanged',
        ]),
      }),
      v.object({ kind: v.literal('rateLimited'), retryAfterMs: v.optional(v.number()) }),
      v.object({ kind: v.literal('missingScopes'), missing: v.array(v.string()), granted: v.array(v.string()) }),
      v.object({ kind: v.literal('notBitbucket'), status: v.number() }),
      v.object({ kind: v.literal('unexpected'), code: v.string() }),
    ]),
  }),
]);

const keptSchema = v.object({
  version: v.literal(2),
  /** Milliseconds since the epoch. */
  expiresAt: v.number(),
  /** Absent once a window has taken it. */
  pending: v.optional(
    v.object({
      verifier: v.string(),
      redirectUri: v.string(),
      endpoints: v.object({ webUrl: v.string(), apiUrl: v.string(), oauthUrl: v.string() }),
      consumerKey: v.string(),
      scopes: v.array(v.string()),
    }),
  ),
  outcome: v.optional(outcomeSchema),
});

const listSchema = v.object({
  version: v.literal(2),
  places: v.array(v.object({ place: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), expiresAt: v.number() })),
});

/** One sign-in under way as windows keep it for each other, without its state. */
export type KeptSignIn = Omit<v.InferOutput<typeof keptSchema>, 'version'>;

/** Where a sign-in is kept, and until when. */
export type KeptPlace = v.InferOutput<typeof listSchema>['places'][number];

/** Names where the sign-in of a state is kept, and says nothing about the state. Letters and digits only. */
export async function toSignInPlace(state: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `undefined` when the text makes no sense here. */
export function readKeptSignIn(text: string | undefined): KeptSignIn | undefined {
  const reading = v.safeParse(keptSchema, readJson(text));
  return reading.success ? reading.output : undefined;
}

export function writeKeptSignIn(kept: KeptSignIn): string {
  return JSON.stringify({ version: 2, ...kept });
}

/** Empty when the text makes no sense here. */
export function readKeptPlaces(text: string | undefined): readonly KeptPlace[] {
  const reading = v.safeParse(listSchema, readJson(text));
  return reading.success ? reading.output.places : [];
}

/** `undefined` when there is nothing to be kept. */
export function writeKeptPlaces(places: readonly KeptPlace[]): string | undefined {
  return places.length === 0 ? undefined : JSON.stringify({ version: 2, places });
}

/** In a form that can be read back: what another window cannot have had is told as unexpected. */
export function toKeptOutcome(outcome: SignInOutcome): NonNullable<KeptSignIn['outcome']> {
  const reading = v.safeParse(outcomeSchema, outcome);
  if (reading.success) return reading.output;
  return { kind: 'failed', failure: { kind: 'unexpected', code: 'otherWindow' } };
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
