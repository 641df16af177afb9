/** What Bitbucket sends back with the browser: a code to exchange, or an error of RFC 6749, 4.1.2.1. */
export type RedirectAnswer =
  { readonly kind: 'code'; readonly code: string } | { readonly kind: 'error'; readonly error: string };

/** An answer, and the state of the sign-in that it says it belongs to. */
export interface StatedAnswer {
  readonly state: string;
  readonly answer: RedirectAnswer;
}

/** Longer ones are not Bitbucket's. */
const maxQueryLength = 16_384;

/** The answer in the query of a redirect, or why it is none, in words for the log that quote nothing of it. */
export function readRedirect(query: string): StatedAnswer | string {
  if (query.length > maxQueryLength) return 'it is too long';
  const parameters = new URLSearchParams(query);
  const [state, ...otherStates] = parameters.getAll('state');
  const [code, ...otherCodes] = parameters.getAll('code');
  const [error, ...otherErrors] = parameters.getAll('error');
  if (state === undefined || state === '' || otherStates.length > 0) return 'it has no single state';
  if (otherCodes.length > 0 || otherErrors.length > 0) return 'it says the same thing twice';
  if (error !== undefined && code === undefined) return { state, answer: { kind: 'error', error } };
  if (code !== undefined && code !== '' && error === undefined) return { state, answer: { kind: 'code', code } };
  return 'it carries neither a code nor an error';
}
