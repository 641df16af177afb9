import { LRUCache } from 'lru-cache';
import { type GitTreeEntry } from '../git/gitModel';
import { type GitRepository } from '../git/gitRepository';

export type FileAttribute = 'link' | 'executable' | 'subrepository' | 'binary' | 'lfs';

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  csv: 'text/csv',
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  md: 'text/x-markdown',
  png: 'image/png',
  py: 'text/x-python',
  sh: 'text/x-sh',
  sql: 'text/plain',
  txt: 'text/plain',
  yaml: 'text/yaml',
  yml: 'text/yaml',
};

/** From the file name only, and without a character set, as Bitbucket does. */
export function toContentType(name: string): string {
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** A file that Git LFS keeps elsewhere. */
export function readLfsPointer(bytes: Buffer): { readonly oid: string; readonly size: number } | undefined {
  if (bytes.length > 1024) return undefined;
  const text = bytes.toString('utf8');
  if (!text.startsWith('version https://git-lfs.github.com/spec/')) return undefined;
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const size = /^size (\d+)$/m.exec(text)?.[1];
  return oid === undefined || size === undefined ? undefined : { oid, size: Number(size) };
}

type ContentKind = 'text' | 'binary' | 'lfs';

const kinds = new LRUCache<string, ContentKind>({ max: 50_000 });

export async function toFileAttributes(git: GitRepository, entry: GitTreeEntry): Promise<readonly FileAttribute[]> {
  if (entry.type === 'tree') return [];
  if (entry.type === 'commit') return ['subrepository'];
  if (entry.mode === '120000') return ['link'];
  const kind = kinds.get(entry.hash) ?? toKind(await git.readObject(entry.hash));
  kinds.set(entry.hash, kind);
  return [...(entry.mode === '100755' ? (['executable'] as const) : []), ...(kind === 'text' ? [] : [kind])];
}

/** Git's own rule: a zero byte among the first 8,000 makes a file binary. */
function toKind(bytes: Buffer): ContentKind {
  if (readLfsPointer(bytes) !== undefined) return 'lfs';
  return bytes.subarray(0, 8000).includes(0) ? 'binary' : 'text';
}
