/** The verifier stays here until the code is exchanged; only its hash, the challenge, travels through the browser. */
export interface PkcePair {
  readonly verifier: string;
  readonly challenge: string;
}

/** A fresh pair for one sign-in (RFC 7636, S256). */
export async function createPkcePair(): Promise<PkcePair> {
  const verifier = createRandomToken();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: toBase64Url(new Uint8Array(digest)) };
}

/** 256 random bits in characters that need no encoding in an address. */
export function createRandomToken(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
