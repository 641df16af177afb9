import type { RepositoryId } from '../bitbucket/bitbucketApi';

/** As Bitbucket names workspaces and repositories; nothing that would need escaping. */
const slug = /^[A-Za-z0-9._-]+$/;

/** What `git clone` takes, without a user and without a token, so that Git asks for credentials where they are needed. */
export function toCloneAddress(webUrl: string, { workspace, slug: name }: RepositoryId): string {
  return `${webUrl}/${encodeURIComponent(workspace)}/${encodeURIComponent(name)}.git`;
}

/**
 * The repository a remote of a clone points to, over https or ssh; `undefined` for any other server or place. A user in
 * the address does not matter here: it only tells where a clone came from.
 */
export function readCloneAddress(address: string, webUrl: string): RepositoryId | undefined {
  const website = new URL(webUrl);
  const ssh = /^(?:ssh:\/\/)?(?:[A-Za-z0-9._-]+@)([A-Za-z0-9.-]+)(?::(\d+)(?=\/))?[:/]([^\s\\:?#]+)$/.exec(address);
  if (ssh !== null && !/^https?:/i.test(address)) {
    const [, host = '', , path = ''] = ssh;
    const hosts = [website.hostname, `altssh.${website.hostname}`];
    return hosts.includes(host.toLowerCase()) ? readPath(path) : undefined;
  }
  const url = readPlainUrl(address);
  if (url?.origin !== website.origin) return undefined;
  const prefix = website.pathname.replace(/\/+$/, '');
  return url.pathname.startsWith(`${prefix}/`) ? readPath(url.pathname.slice(prefix.length)) : undefined;
}

/**
 * Whether a server that `git` wants credentials for is the one our tokens were issued for: the same protocol, host and
 * port, and an address in which nothing hides.
 */
export function isOwnServer(address: string, webUrl: string): boolean {
  const url = readPlainUrl(address);
  if (url?.origin !== new URL(webUrl).origin) return false;
  return url.username === '' && url.password === '';
}

/**
 * Git and the platform's URL reader must not see different servers in an address, so whatever one of them might read
 * in its own way (backslashes, blanks and controls, escapes or non-ASCII characters in the host) is no address.
 */
function readPlainUrl(address: string): URL | undefined {
  const plain =
    /^https?:\/\/(?:[A-Za-z0-9._~%!$&'()*+,;=:-]*@)?(?:[A-Za-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:\/[!-~]*)?$/i;
  if (!plain.test(address) || address.includes('\\') || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.search === '' && url.hash === '' ? url : undefined;
}

function readPath(path: string): RepositoryId | undefined {
  const [workspace = '', name = '', ...rest] = path.replace(/^\/+|\/+$/g, '').split('/');
  const bare = name.replace(/\.git$/i, '');
  if (rest.length > 0 || [workspace, bare].some((it) => !slug.test(it) || it === '.' || it === '..')) return undefined;
  return { workspace: workspace.toLowerCase(), slug: bare.toLowerCase() };
}
