import * as v from 'valibot';
import type { Commit } from './model';

/** A whole hash, as Bitbucket writes it. */
export const hashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));

/** For the `fields` parameter: what `commitSchema` reads. */
export const commitFields = [
  'hash',
  'parents.hash',
  'message',
  'date',
  'author.raw',
  'author.user.display_name',
  'author.user.uuid',
];

/** A commit, wherever Bitbucket shows one. Nothing may be missing that decides what the history looks like. */
export const commitSchema = v.object({
  hash: hashSchema,
  parents: v.array(v.object({ hash: hashSchema })),
  message: v.string(),
  date: v.string(),
  author: v.nullish(
    v.object({
      raw: v.nullish(v.string()),
      user: v.nullish(v.object({ display_name: v.nullish(v.string()), uuid: v.nullish(v.string()) })),
    }),
  ),
});

export function toCommit({ hash, parents, message, date, author }: v.InferOutput<typeof commitSchema>): Commit {
  return {
    hash,
    parents: parents.map((parent) => parent.hash),
    message,
    date,
    authorName: author?.user?.display_name ?? toName(author?.raw ?? ''),
    authorUuid: author?.user?.uuid ?? undefined,
  };
}

/** The name of `Anna Schmidt <anna@example.com>`; the address where Git was told no name. */
function toName(raw: string): string {
  const end = raw.lastIndexOf('<');
  const name = (end === -1 ? raw : raw.slice(0, end)).trim();
  return name === '' ? raw.replace(/[<>]/g, '').trim() : name;
}

/** With `prefix`, the fields of a commit that stands inside another object. */
export function toCommitFields(prefix: string): readonly string[] {
  return commitFields.map((field) => `${prefix}.${field}`);
}
