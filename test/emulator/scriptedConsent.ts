export interface ConsentAnswer {
  readonly user: string;
  /** Default: grant. */
  readonly action?: 'grant' | 'cancel';
}

/**
 * Walks through login and consent as a browser would, without one, and resolves with the address the browser is sent
 * back to. Rejects with the page's text where the emulator shows no consent page.
 */
export async function answerConsent(authorizeUrl: string, { user, action = 'grant' }: ConsentAnswer): Promise<URL> {
  const login = await fetch(authorizeUrl);
  const page = await login.text();
  const path = /action="([^"]+?)(?:\/login)?"/.exec(page)?.[1];
  if (path === undefined) throw new Error(`${login.status} ${page}`);
  const formUrl = new URL(path, authorizeUrl).toString();
  if (page.includes(`action="${path}/login"`)) {
    await fetch(`${formUrl}/login`, { method: 'POST', body: new URLSearchParams({ user }) });
  }
  const answer = await fetch(formUrl, { method: 'POST', body: new URLSearchParams({ action }), redirect: 'manual' });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
  return new URL(location);
}
