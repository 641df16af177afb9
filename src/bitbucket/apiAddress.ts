import { toWellFormed } from './pathSegment';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** Where the API lives, and therefore which links may be followed with the token. */
export class ApiAddress {
  readonly #base: URL;
  /** Without a trailing slash. */
  readonly #basePath: string;

  /** Throws a `TypeError` when `apiUrl` is not an address. */
  constructor(apiUrl: string) {
    this.#base = new URL(apiUrl);
    this.#basePath = this.#base.pathname.replace(/\/+$/, '');
  }

  /** `path` begins with a slash and is already escaped; query values are escaped here, `undefined` ones left out. */
  toUrl(path: string, query: Query = {}): URL {
    const parameters = Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${encodeURIComponent(toWellFormed(String(value)))}`);
    const search = parameters.length > 0 ? `?${parameters.join('&')}` : '';
    return new URL(`${this.#base.origin}${this.#basePath}${path}${search}`);
  }

  /** The part of one of our addresses that names the resource: what may be logged. */
  toPath(url: URL): string {
    return url.pathname.slice(this.#basePath.length);
  }

  /** The absolute form of a link in an answer, if it stays inside the API. */
  findOwn(link: string, from: URL): URL | undefined {
    const url = parse(link, from);
    const isOwn =
      url?.origin === this.#base.origin && !hasCredentials(url) && url.pathname.startsWith(`${this.#basePath}/`);
    return isOwn ? url : undefined;
  }

  /** The absolute form of a link to file content elsewhere: encrypted, unless the API itself is not (in tests). */
  findContent(link: string, from: URL): URL | undefined {
    const url = parse(link, from);
    const isSafe = url?.protocol === 'https:' || url?.protocol === this.#base.protocol;
    return isSafe && !hasCredentials(url) ? url : undefined;
  }
}

/** The part of an untrusted link that may be logged: the rest may hold anything. */
export function toLoggedOrigin(link: string, from: URL): string {
  const url = parse(link, from);
  return url === undefined ? 'an unreadable address' : `${url.protocol}//${url.host}`;
}

function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

function parse(link: string, from: URL): URL | undefined {
  try {
    return new URL(link, from);
  } catch {
    return undefined;
  }
}
