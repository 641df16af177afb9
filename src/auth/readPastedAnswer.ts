import { isSameSecret } from './isSameSecret';
import { readRedirect, type RedirectAnswer } from './redirectAnswer';

/** What a sign-in that waits for a paste goes by. */
export interface ExpectedPaste {
  readonly state: string;
  readonly redirectUri: string;
}

/**
 * What somebody pasted: the answer of this sign-in, or why it is not. `incomplete` is nothing, or no address with a code;
 * `consentPage` is Bitbucket's own page, before access was granted.
 */
export type PasteReading =
  | { readonly kind: 'answer'; readonly answer: RedirectAnswer }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'consentPage' }
  /** An address of another sign-in: an older one, or somebody else's. */
  | { readonly kind: 'otherSignIn' }
  /** An address that is not below this sign-in's callback. */
  | { readonly kind: 'otherPlace' };

const bareCode = /^[\w.~-]{8,1024}$/;

/**
 * Reads what the address bar shows after *Grant access*: the whole address, with this sign-in's state, at its callback.
 * A code alone has no state, so it only counts as such without anything that an address has. Never throws.
 */
export function readPastedAnswer(text: string, { state, redirectUri }: ExpectedPaste): PasteReading {
  const pasted = text.trim().replace(/^["'<]+|["'>]+$/g, '');
  if (bareCode.test(pasted)) {
    if (isSameSecret(pasted, state)) return { kind: 'incomplete' };
    return { kind: 'answer', answer: { kind: 'code', code: pasted } };
  }
  if (!URL.canParse(pasted)) return { kind: 'incomplete' };
  const url = new URL(pasted);
  if (url.searchParams.has('code_challenge') || url.searchParams.get('response_type') === 'code') {
    return { kind: 'consentPage' };
  }
  const reading = readRedirect(url.search.slice(1));
  if (typeof reading === 'string') return { kind: 'incomplete' };
  if (!isSameSecret(reading.state, state)) return { kind: 'otherSignIn' };
  if (!isSamePlace(url, redirectUri)) return { kind: 'otherPlace' };
  return { kind: 'answer', answer: reading.answer };
}

/** Query and fragment apart: the browser brings more of both. */
function isSamePlace(url: URL, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const expected = new URL(redirectUri);
  const hasSameStart = url.protocol === expected.protocol && url.host === expected.host;
  return hasSameStart && url.username === '' && url.password === '' && url.pathname === expected.pathname;
}
