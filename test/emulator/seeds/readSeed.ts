import * as v from 'valibot';
import { type Seed } from './seed';

/** A seed that cannot be used; the message is a sentence that says where it is wrong. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

const day = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is no ISO 8601 date'),
);
const mode = v.exactOptional(v.picklist(['100644', '100755', '120000']));
const file = v.union([
  v.string(),
  v.strictObject({ text: v.string(), mode }),
  v.strictObject({ base64: v.string(), mode }),
  v.strictObject({ repeat: v.string(), times: v.number() }),
]);

const commit = v.strictObject({
  branch: v.string(),
  from: v.exactOptional(v.string()),
  message: v.string(),
  author: v.strictObject({ name: v.string(), email: v.string() }),
  date: day,
  files: v.record(v.string(), file),
  deleted: v.exactOptional(v.array(v.string())),
});

const repository = v.strictObject({
  workspace: v.string(),
  slug: v.string(),
  name: v.string(),
  description: v.exactOptional(v.string()),
  language: v.exactOptional(v.string()),
  isPrivate: v.exactOptional(v.boolean()),
  updatedOn: day,
  mainBranch: v.exactOptional(v.string()),
  content: v.exactOptional(v.string()),
  permissions: v.record(v.string(), v.picklist(['read', 'write', 'admin'])),
  statuses: v.exactOptional(
    v.array(
      v.strictObject({
        branch: v.string(),
        key: v.string(),
        name: v.string(),
        state: v.picklist(['SUCCESSFUL', 'FAILED', 'INPROGRESS', 'STOPPED']),
      }),
    ),
  ),
});

const seed = v.strictObject({
  users: v.pipe(
    v.array(v.strictObject({ name: v.string(), displayName: v.string(), email: v.string() })),
    v.minLength(1, 'needs somebody who can sign in'),
  ),
  workspaces: v.array(
    v.strictObject({
      slug: v.string(),
      name: v.string(),
      members: v.record(v.string(), v.picklist(['administrator', 'member'])),
    }),
  ),
  contents: v.record(v.string(), v.strictObject({ commits: v.array(commit) })),
  repositories: v.array(repository),
});

/** Reads a seed from JSON. Throws a `SeedError` for anything else, names that lead nowhere included. */
export function readSeed(text: string): Seed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SeedError(`It is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const result = v.safeParse(seed, json);
  if (!result.success) throw new SeedError(toSentence(result.issues[0]));
  checkNames(result.output);
  return result.output;
}

function toSentence(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'The whole'}: ${issue.message}.`;
}

function checkNames({ users, workspaces, contents, repositories }: Seed): void {
  const userNames = new Set(users.map(({ name }) => name));
  const slugs = new Set(workspaces.map(({ slug }) => slug));
  const checkUsers = (where: string, names: readonly string[]) => {
    const stranger = names.find((name) => !userNames.has(name));
    if (stranger !== undefined) throw new SeedError(`${where} names "${stranger}", who is none of the users.`);
  };
  for (const { slug, members } of workspaces) checkUsers(`The workspace "${slug}"`, Object.keys(members));
  for (const { workspace, slug, content, mainBranch, permissions } of repositories) {
    const where = `The repository "${workspace}/${slug}"`;
    checkUsers(where, Object.keys(permissions));
    if (!slugs.has(workspace)) throw new SeedError(`${where} is in a workspace that is not there.`);
    if ((content === undefined) !== (mainBranch === undefined)) {
      throw new SeedError(`${where} needs "content" and "mainBranch", or neither of them.`);
    }
    if (content !== undefined && !Object.hasOwn(contents, content)) {
      throw new SeedError(`${where} has the content "${content}", which is not there.`);
    }
  }
}
