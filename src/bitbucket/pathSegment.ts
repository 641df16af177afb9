import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';

/**
 * One segment of an address. Rejects what URL parsers would take for "here" or "one up", escaped or not: such a name
 * cannot exist on Bitbucket, and asking for it would reach another resource.
 */
export function toPathSegment(name: string): string {
  if (name === '' || name === '.' || name === '..') {
    throw new BitbucketError({ kind: 'notFound' }, 'A path segment is empty or made of dots.');
  }
  return encodeURIComponent(toWellFormed(name));
}

/** The address of a file or directory below `src/{commit}/`: every name escaped, the slashes between them kept. */
export function toSourcePath(path: string): string {
  return path.split('/').map(toPathSegment).join('/');
}

export function toRepositoryPath({ workspace, slug }: RepositoryId): string {
  return `/repositories/${toPathSegment(workspace)}/${toPathSegment(slug)}`;
}

/** `encodeURIComponent` throws on half a surrogate pair; everybody else replaces it. */
export function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
