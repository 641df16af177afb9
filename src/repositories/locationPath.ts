import type { Ref, RepositoryLocation } from './location';

/** A place in a repository: a file, a directory, or (`''`) its root. */
export interface LocationPath {
  readonly location: RepositoryLocation;
  /** From the repository's root, without a leading or trailing slash. */
  readonly path: string;
}

/** Why a path that Git allows cannot be part of an address. */
export type PathProblem = 'emptyName' | 'dotName' | 'brokenUnicode';

const divisionSlash = '∕';
const refSeparator = ' @ ';
const commitPrefix = 'commit ';
const commitHash = /^[0-9a-f]{40}$/;

/**
 * The path of a place's address: one readable segment for the tree of files, as in `/acme∕sales @ feature∕X/a.sql`, then
 * the path in the repository as it is. No two places share a path. It holds no `%`, because the web workbench decodes
 * the address of an opened folder once too often; Git allows neither a space nor `~` in a branch's name, so the first
 * separates and the second escapes.
 */
export function toLocationPath(location: RepositoryLocation, path: string): string {
  const { workspace, slug } = location.repository;
  const root = `/${escapeName(workspace)}${divisionSlash}${escapeName(slug)}${refSeparator}${escapeRef(location.ref)}`;
  return path === '' ? root : `${root}/${path}`;
}

/** Reads what `toLocationPath` wrote; `undefined` for anything else, another spelling of the same place included. */
export function readLocationPath(text: string): LocationPath | undefined {
  const [, root = '', path = ''] = /^\/([^/]+)(?:\/(.*))?$/s.exec(text) ?? [];
  const separator = root.indexOf(refSeparator);
  const ref = readRef(root.slice(separator + refSeparator.length));
  const [workspace, slug, ...rest] = root.slice(0, Math.max(separator, 0)).split(divisionSlash).map(unescapeName);
  if (!workspace || !slug || ref === undefined || rest.length > 0) return undefined;
  const trimmed = path.replace(/\/$/, '');
  const location = { repository: { workspace, slug }, ref };
  const isCanonical = toLocationPath(location, '') === `/${root}`;
  return isCanonical && (trimmed === '' || findPathProblem(trimmed) === undefined)
    ? { location, path: trimmed }
    : undefined;
}

/** What keeps a path in a repository from having an address; `undefined` when nothing does. */
export function findPathProblem(path: string): PathProblem | undefined {
  if (/\p{Cs}/u.test(path)) return 'brokenUnicode';
  const names = path.split('/');
  if (names.includes('')) return 'emptyName';
  return names.includes('.') || names.includes('..') ? 'dotName' : undefined;
}

function escapeRef(ref: Ref): string {
  if (ref.kind === 'commit') return commitPrefix + ref.hash;
  return ref.name.split('/').map(escapeName).join(divisionSlash);
}

function readRef(text: string): Ref | undefined {
  if (text.startsWith(commitPrefix)) {
    const hash = text.slice(commitPrefix.length);
    return commitHash.test(hash) ? { kind: 'commit', hash } : undefined;
  }
  const name = text.split(divisionSlash).map(unescapeName).join('/');
  return name === '' ? undefined : { kind: 'branch', name };
}

/** Leaves letters, digits and what reads well; `~2b` stands for an ASCII character, `~~2215~` for any other. */
function escapeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._@\-\p{L}\p{M}\p{N}\p{So}]/gu, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length <= 2 ? `~${hex.padStart(2, '0')}` : `~~${hex}~`;
  });
}

function unescapeName(text: string): string {
  return text.replace(/~(?:([0-9a-f]{2})|~([0-9a-f]{2,6})~)/g, (escape, short?: string, long?: string) => {
    const codePoint = parseInt(short ?? long ?? '', 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : escape;
  });
}
