import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import type { Connection } from './connection';
import type { NewCommit } from './model';
import { toMultipart, type FormPart } from './multipart';
import { toRepositoryPath } from './pathSegment';

/**
 * Whether a commit can name this path. Git cannot keep empty names and dots, UTF-8 no half of a character, and the form
 * in which files are sent no control characters: another file would be written.
 */
export function canCommitPath(path: string): boolean {
  const isPlain = !/[\p{Cc}\p{Surrogate}]/u.test(path);
  return isPlain && path.split('/').every((name) => !['', '.', '..'].includes(name));
}

/**
 * `POST …/src`: one commit. Every path begins with a slash, so that a file called `message` is not taken for the
 * message. Without `author` Bitbucket names the account itself.
 */
export async function commitFiles(
  connection: Connection,
  repository: RepositoryId,
  commit: NewCommit,
  signal: AbortSignal | undefined,
): Promise<void> {
  await connection.submit({
    route: 'POST /repositories/{workspace}/{repo_slug}/src',
    url: connection.address.toUrl(`${toRepositoryPath(repository)}/src`),
    method: 'POST',
    body: toMultipart(toParts(commit)),
    signal,
  });
}

function toParts({ branch, parent, message, files, deletions }: NewCommit): readonly FormPart[] {
  return [
    { name: 'message', content: message },
    { name: 'branch', content: branch },
    ...(parent === undefined ? [] : [{ name: 'parents', content: parent }]),
    // A path named here without a file of the same name is a deletion.
    ...deletions.map((path) => ({ name: 'files', content: toRootedPath(path) })),
    ...files.map(({ path, bytes, mode }) => ({
      name: toRootedPath(path),
      fileName: path.slice(path.lastIndexOf('/') + 1),
      content: bytes,
      // A file that is sent without its mode loses it.
      ...(mode !== 'file' && { parameters: { 'x-attributes': mode } }),
    })),
  ];
}

function toRootedPath(path: string): string {
  if (canCommitPath(path)) return `/${path}`;
  throw new BitbucketError({ kind: 'unexpected', status: 400 }, 'A commit names a path that cannot be sent.');
}
