/** A person in front of Bitbucket's pages, without a browser. */
export interface Visit {
  readonly user: string;
  readonly action: 'grant' | 'cancel';
}

/**
 * Opens the consent page, says who they are, presses a button, and resolves with where Bitbucket sends the browser.
 * Throws with the page's text when there is no consent to give.
 */
export async function visitConsentPage(authorizeUrl: string, { user, action }: Visit): Promise<string> {
  // Node does not resolve the name that browsers resolve themselves.
  const url = new URL(authorizeUrl);
  if (url.hostname.endsWith('.localhost')) url.hostname = '127.0.0.1';
  const loginPage = await fetch(url);
  const login = /action="([^"]+)\/login"/.exec(await loginPage.clone().text())?.[1];
  if (login === undefined) throw new Error(`${String(loginPage.status)} ${await loginPage.text()}`);
  await post(new URL(`${login}/login`, url), { user });
  const answer = await post(new URL(login, url), { action });
  return answer.headers.get('location') ?? '';
}

function post(url: URL, form: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
}
