import type { RepositoryId } from '../bitbucket/bitbucketApi';

/** Lines as people count them, from 1, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What an address of Bitbucket's website points to. */
export interface BitbucketLink {
  readonly repository: RepositoryId;
  /** The names after `src/`: a commit or branch, whose name may hold slashes itself, then a path. Empty for the repository. */
  readonly names: readonly string[];
  readonly lines: LineRange | undefined;
}

/** Why a text is not an address to follow. */
export type LinkRefusal = 'notAnAddress' | 'credentials' | 'otherHost' | 'unsafePath' | 'notARepository' | 'notSource';

export type LinkReading =
  { readonly kind: 'link'; readonly link: BitbucketLink } | { readonly kind: 'refused'; readonly reason: LinkRefusal };

export interface LinkTarget {
  readonly repository: RepositoryId;
  readonly commit: string;
  readonly path: string;
  readonly lines?: LineRange;
}

const slugPattern = /^[A-Za-z0-9_.-]+$/;

/** Reads a pasted address of the website at `webUrl`. Whatever somebody may have planted in it is refused, not mended. */
export function readBitbucketLink(text: string, webUrl: string): LinkReading {
  const trimmed = text.trim();
  const site = readUrl(webUrl);
  const url = readUrl(trimmed);
  if (url === undefined || site === undefined || !/^https?:\/\//i.test(trimmed)) return refuse('notAnAddress');
  // URL parsers drop line breaks and take a backslash for a slash, so what is checked would not be what was written.
  if (/[\p{Cc}\\]/u.test(trimmed)) return refuse('unsafePath');
  if (url.username !== '' || url.password !== '') return refuse('credentials');
  if (url.origin !== site.origin) return refuse('otherHost');
  // URL parsers resolve `..`, so the path is looked at as it was written.
  const written = trimmed.replace(/^[^:]+:\/\/[^/?#]*/, '').replace(/[?#].*$/s, '');
  const base = site.pathname.replace(/\/$/, '');
  if (!`${written}/`.startsWith(`${base}/`)) return refuse('otherHost');
  const names = readNames(written.slice(base.length));
  if (names === undefined) return refuse('unsafePath');
  const [workspace = '', slug = '', page, ...rest] = names;
  const isRepository = slugPattern.test(workspace) && slugPattern.test(slug);
  if (!isRepository) return refuse('notARepository');
  if (page !== undefined && page !== 'src') return refuse('notSource');
  const repository = { workspace: workspace.toLowerCase(), slug: slug.toLowerCase() };
  const link = { repository, names: rest, lines: readLines(url.hash) };
  return { kind: 'link', link };
}

/** The address of a file or directory at a commit, which shows the same for ever. */
export function toBitbucketLink(webUrl: string, { repository, commit, path, lines }: LinkTarget): string {
  const names = ['src', commit, ...path.split('/')].map(encodeURIComponent).join('/');
  const range = lines && (lines.first === lines.last ? lines.first : `${lines.first}:${lines.last}`);
  return `${toRepositoryLink(webUrl, repository)}/${names}${range === undefined ? '' : `#lines-${range}`}`;
}

export function toRepositoryLink(webUrl: string, { workspace, slug }: RepositoryId): string {
  return `${webUrl.replace(/\/+$/, '')}/${encodeURIComponent(workspace)}/${encodeURIComponent(slug)}`;
}

function readUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** The decoded names of a path, an escaped slash (as in `feature%2FX`) being one too; `undefined` when it is not safe. */
function readNames(path: string): readonly string[] | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const names = decoded.replace(/^\/|\/$/g, '').split('/');
  if (names.length === 1 && names[0] === '') return [];
  const isUnsafe = (name: string) => name === '' || name === '.' || name === '..' || /[\p{Cc}\\]/u.test(name);
  return names.some(isUnsafe) ? undefined : names;
}

/** `#lines-3`, `#lines-3:9`, or the first of several (`#lines-3,7:9`); anything else marks no lines. */
function readLines(hash: string): LineRange | undefined {
  const [, first, last] = /^#lines-(\d{1,9})(?:(?::|%3A)(\d{1,9}))?(?:,|$)/i.exec(hash) ?? [];
  const from = Number(first);
  if (first === undefined || from < 1) return undefined;
  return { first: from, last: Math.max(from, Number(last ?? from)) };
}

function refuse(reason: LinkRefusal): LinkReading {
  return { kind: 'refused', reason };
}
