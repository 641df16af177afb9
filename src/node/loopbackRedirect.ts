import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuthError } from '../auth/authError';
import type { PendingRedirects } from '../auth/pendingRedirects';
import { isBelowCallback, type RedirectListener, type RedirectWay } from '../auth/redirectWay';
import type { Log } from '../base/log';

/** Sentences for the page that the browser ends on; plain text. */
export interface LoopbackPages {
  readonly title: string;
  /** The sign-in goes on in the editor. */
  readonly received: string;
  /** The address belongs to no sign-in that is waiting. */
  readonly unknown: string;
}

export interface LoopbackRedirectOptions {
  /** `http` on a loopback host; without a port any free one is taken. */
  readonly callbackUrl: string;
  /** Of this listener alone. */
  readonly pending: PendingRedirects;
  /** Where the user's browser reaches an address of this computer: elsewhere when the editor runs remotely. */
  readonly toExternalUrl: (url: string) => Promise<string>;
  readonly pages: LoopbackPages;
  readonly log: Log;
}

/** Lets the browser come back to a port of this computer; it answers one redirect and is closed afterwards. */
export class LoopbackRedirect implements RedirectWay {
  readonly #options: LoopbackRedirectOptions;

  constructor(options: LoopbackRedirectOptions) {
    this.#options = options;
  }

  async open(): Promise<RedirectListener> {
    const { callbackUrl, pending, toExternalUrl } = this.#options;
    let thanks: ServerResponse | undefined;
    const server = this.#createServer(new URL(callbackUrl).pathname, (response) => (thanks = response));
    const close = () => {
      server.close();
      // Only the page that ends the sign-in is waited for: of other requests some may never end.
      if (thanks === undefined || thanks.closed) server.closeAllConnections();
      else
        thanks.once('close', () => {
          server.closeAllConnections();
        });
    };
    const url = new URL(callbackUrl);
    url.port = String(await this.#listen(server));
    try {
      const redirectUri = await toExternalUrl(url.href);
      if (!isBelowCallback(redirectUri, callbackUrl)) {
        throw new AuthError({ kind: 'noWayBack', editorAddress: redirectUri, callbackUrls: [callbackUrl] });
      }
      return { redirectUri, waitFor: (state, signal) => pending.waitFor(state, signal), dispose: close };
    } catch (error) {
      close();
      throw error;
    }
  }

  #createServer(path: string, onDidAccept: (response: ServerResponse) => void): Server {
    const { pending, pages } = this.#options;
    let isAnswered = false;
    return createServer((request, response) => {
      const [requestPath, query] = splitTarget(request.url ?? '');
      if (request.method !== 'GET' || requestPath !== path || isAnswered) {
        response.writeHead(404, { connection: 'close' }).end();
        return;
      }
      isAnswered = pending.accept(query) === 'taken';
      if (isAnswered) onDidAccept(response);
      sendPage(response, isAnswered ? 200 : 400, pages.title, isAnswered ? pages.received : pages.unknown);
    });
  }

  #listen(server: Server): Promise<number> {
    const { callbackUrl, log } = this.#options;
    const { hostname, port } = new URL(callbackUrl);
    return new Promise((resolve, reject) => {
      server.once('error', (error) => {
        log.warn(`The loopback listener could not start: ${error.message}`);
        reject(new AuthError({ kind: 'portTaken', callbackUrl }));
      });
      server.listen({ port: Number(port), host: toBindAddress(hostname), exclusive: true }, () => {
        // Listening on a host and port always yields an `AddressInfo`.
        resolve((server.address() as AddressInfo).port);
      });
    });
  }
}

/** A loopback interface, never all of them; names are not looked up. */
function toBindAddress(hostname: string): string {
  if (hostname === '[::1]') return '::1';
  return hostname.startsWith('127.') ? hostname : '127.0.0.1';
}

/** Path and query of a request's target, both as they were sent. */
function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

function sendPage(response: ServerResponse, status: number, title: string, text: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    .end(
      `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${escapeHtml(title)}</title><style>:root{color-scheme:light dark}` +
        `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1.5rem}</style></head>` +
        `<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body></html>`,
    );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
