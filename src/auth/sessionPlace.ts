import type { StoredSession } from './session';

/**
 * Names where a session is kept: the same for every window that signs the same account in, at the same addresses and
 * with the same consumer, and saying nothing about any of them. Letters and digits only.
 */
export async function toSessionPlace({ account, endpoints, consumerKey }: StoredSession): Promise<string> {
  const { webUrl, apiUrl, oauthUrl } = endpoints;
  const text = JSON.stringify([account.id, webUrl, apiUrl, oauthUrl, consumerKey]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
