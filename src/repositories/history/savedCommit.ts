import * as v from 'valibot';
import type { Commit } from '../../bitbucket/model';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));

/** A commit as the cache keeps it; whatever lies on a disk may be damaged. */
export const savedCommit = v.pipe(
  v.object({
    hash,
    parents: v.array(hash),
    message: v.string(),
    date: v.string(),
    authorName: v.string(),
    authorUuid: v.optional(v.string()),
  }),
  v.transform((saved): Commit => ({ ...saved, authorUuid: saved.authorUuid })),
);
