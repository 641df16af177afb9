import * as vscode from 'vscode';
import type { PendingRedirects } from '../../auth/pendingRedirects';
import type { RedirectListener, RedirectWay } from '../../auth/redirectWay';
import type { Log } from '../../base/log';
import { extensionId } from '../ids';

const path = '/authorized';

/** The address in this editor that a consumer's callback names; a browser may have to go another way to reach it. */
export function readAuthorizedAddress(): string {
  return `${vscode.env.uriScheme}://${extensionId}${path}`;
}

/** Where a browser reaches that address from where the user is. Not to be kept: it may change. */
export async function fetchEditorAddress(): Promise<string> {
  return (await vscode.env.asExternalUri(vscode.Uri.parse(readAuthorizedAddress()))).toString(true);
}

/** Ends a sign-in that another window began; false when no window waits for it. */
export type FinishElsewhere = (query: string) => Promise<boolean>;

/** Says that a sign-in came back which nobody here waits for; resolves when the message is gone. */
export type ShowStrayRedirect = () => Promise<void>;

/** Takes the end of a sign-in, and nothing else, from addresses that anybody can make the editor open. */
export class AuthorizedUriHandler implements vscode.UriHandler {
  readonly #pending: PendingRedirects;
  readonly #finishElsewhere: FinishElsewhere;
  readonly #showStray: ShowStrayRedirect;
  readonly #log: Log;
  #isShowingStray = false;

  constructor(
    pending: PendingRedirects,
    {
      finishElsewhere,
      showStray,
    }: { readonly finishElsewhere: FinishElsewhere; readonly showStray: ShowStrayRedirect },
    log: Log,
  ) {
    this.#pending = pending;
    this.#finishElsewhere = finishElsewhere;
    this.#showStray = showStray;
    this.#log = log;
  }

  /** Returns at once: the editor waits for it before it opens the next address. */
  handleUri(uri: vscode.Uri): void {
    if (uri.path !== path) {
      this.#log.warn('Ignored an address that was opened in the editor: it is not the end of a sign-in.');
      return;
    }
    // The editor has decoded the query once on desktops, and not in a browser. A plus that survived is no space.
    const query = uri.query.replaceAll('+', '%2B');
    if (this.#pending.accept(query) === 'stray') void this.#settleStray(query);
  }

  async #settleStray(query: string): Promise<void> {
    if (await this.#finishElsewhere(query)) return;
    // Any web page can bring about such an address: one message at a time, however many come.
    if (this.#isShowingStray) return;
    this.#isShowingStray = true;
    try {
      await this.#showStray();
    } catch {
      this.#log.warn('The message about a sign-in that nobody here waits for came to no good end.');
    } finally {
      this.#isShowingStray = false;
    }
  }
}

/** The way back through the editor's URI handler. */
export class UriHandlerRedirect implements RedirectWay {
  readonly #redirectUri: string;
  readonly #pending: PendingRedirects;

  constructor(redirectUri: string, pending: PendingRedirects) {
    this.#redirectUri = redirectUri;
    this.#pending = pending;
  }

  open(): Promise<RedirectListener> {
    return Promise.resolve({
      redirectUri: this.#redirectUri,
      waitFor: (state, signal) => this.#pending.waitFor(state, signal),
      dispose: () => undefined,
    });
  }
}
