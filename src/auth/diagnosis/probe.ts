import type { Clock } from '../../base/clock';
import { withDeadline } from '../../base/withDeadline';
import type { Get } from '../askForUser';
import type { Finding } from './finding';

const answerTimeoutMs = 15_000;

/** What one request without credentials has shown. */
export interface ProbeAnswer {
  readonly finding: Finding;
  /** The server's clock minus this computer's, in the middle of the request; to the second. */
  readonly skewMs: number | undefined;
}

/** Says why there was no answer in one plain word. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/**
 * Asks an address anonymously, along the way that every other request takes. Any answer but a proxy's or a broken
 * server's counts; of an API it must be JSON. Rejects with the signal's reason only.
 */
export async function probe(
  { get, clock }: { readonly get: Get; readonly clock: Clock },
  url: string,
  { isApi }: { readonly isApi: boolean },
  signal: AbortSignal,
): Promise<ProbeAnswer> {
  const { origin } = new URL(url);
  const startedAt = clock.now();
  const late = () => new Unanswered('time-out');
  try {
    return await withDeadline({ clock, ms: answerTimeoutMs, signal, late }, async (either) => {
      const headers = { accept: isApi ? 'application/json' : 'text/html' };
      const answer = await get(url, { method: 'GET', headers, redirect: 'manual', signal: either });
      const text = await answer.text();
      const tookMs = clock.now() - startedAt;
      const date = Date.parse(answer.headers.get('Date') ?? '');
      const skewMs = Number.isNaN(date) ? undefined : date - (startedAt + tookMs / 2);
      const { status } = answer;
      return { finding: judge(origin, { status, tookMs, isExpected: !isApi || isJson(text) }), skewMs };
    });
  } catch (error) {
    signal.throwIfAborted();
    const trouble = { kind: 'unreachable', code: findCode(error) } as const;
    return { finding: { kind: 'requestFailed', origin, trouble }, skewMs: undefined };
  }
}

function judge(origin: string, it: { status: number; tookMs: number; isExpected: boolean }): Finding {
  const { status, tookMs, isExpected } = it;
  // 511: a network wants its user to log in; 407: so does a proxy.
  if (status === 407 || status === 511 || !isExpected) {
    return { kind: 'requestFailed', origin, trouble: { kind: 'notBitbucket', status } };
  }
  if (status >= 500) return { kind: 'requestFailed', origin, trouble: { kind: 'serverError', status } };
  return { kind: 'reachable', origin, status, tookMs };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `ECONNREFUSED`, `CERT_HAS_EXPIRED` and the like; never the error's text, which may quote the request. */
function findCode(error: unknown): string | undefined {
  if (error instanceof Unanswered) return error.message;
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^[\w-]{1,60}$/.test(error.code)) return error.code;
  return findCode(error.cause);
}
