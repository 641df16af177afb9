/** What an address of Maia's pages tells; the region only where the host names it. */
export interface MaiaAddress {
  readonly projectId: string;
  readonly region?: string | undefined;
  readonly branch?: string | undefined;
}

/** `app.matillion.com`, `eu1.app.matillion.com`, `{account}.eu1.core.matillion.com`: the labels before `matillion.com`. */
const mostHostLabels = 5;
const longestAddress = 2048;
const regionLabel = /^[a-z]{2}\d{1,2}$/;

/**
 * Reads the address of a project (`/projects/{id}/…`) or of Designer (`/designer/project/{id}/branch/{branch}`) as
 * copied from a browser; `undefined` for any other page, host or protocol.
 */
export function readMaiaAddress(address: string): MaiaAddress | undefined {
  const url = readUrl(address.trim());
  const labels = url && readHostLabels(url);
  if (labels === undefined) return undefined;
  const segments = url?.pathname.replace(/^\/|\/$/g, '').split('/') ?? [];
  const place = readPlace(segments);
  if (place === undefined) return undefined;
  const region = labels.find((label) => regionLabel.test(label));
  return region === undefined ? place : { ...place, region };
}

function readUrl(address: string): URL | undefined {
  if (address.length > longestAddress) return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return isPlain ? url : undefined;
}

function readHostLabels(url: URL): readonly string[] | undefined {
  const suffix = '.matillion.com';
  if (!url.hostname.endsWith(suffix)) return undefined;
  const labels = url.hostname.slice(0, -suffix.length).split('.');
  const isApplication = labels.at(-1) === 'app' || labels.at(-1) === 'core' || labels.some((l) => regionLabel.test(l));
  return isApplication && labels.length <= mostHostLabels ? labels : undefined;
}

function readPlace([first, second, third, fourth, ...rest]: readonly string[]):
  Omit<MaiaAddress, 'region'> | undefined {
  if (first === 'projects') return isProjectId(second) ? { projectId: second } : undefined;
  if (first !== 'designer' || second !== 'project' || !isProjectId(third)) return undefined;
  if (fourth !== 'branch') return { projectId: third };
  // A branch with slashes comes as one encoded segment or as several; what follows cannot be told from it otherwise.
  const branch = decode(rest.join('/'));
  return branch === undefined ? undefined : branch === '' ? { projectId: third } : { projectId: third, branch };
}

function isProjectId(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
