/** A JSON schema, as the document writes it. */
export type Schema = Readonly<Record<string, unknown>>;

export interface PropertyGap {
  /** Under `components/schemas`. */
  readonly schema: string;
  /** Dots lead into objects that the schema describes in place. */
  readonly property: string;
  /** What the property really is; takes the place of what the document says, if it says anything. */
  readonly is: Schema;
  readonly why: string;
}

const text: Schema = { type: 'string' };
const textOrNull: Schema = { type: 'string', nullable: true };
const link: Schema = { type: 'object', properties: { href: text, name: text }, additionalProperties: false };
const schema = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const orNull = (is: Schema): Schema => ({ anyOf: [is, { enum: [null] }] });

/*
 * Everything in which Bitbucket Cloud's answers are known to differ from Atlassian's OpenAPI document. The checker has
 * no other exceptions: a property that is neither in the document nor here fails.
 */

export const propertyGaps: readonly PropertyGap[] = [
  // Errors.
  { schema: 'error', property: 'error.fields', is: { type: 'object' }, why: 'Validation errors name their fields.' },
  { schema: 'error', property: 'error.id', is: text, why: 'Some errors carry an identifier for support.' },
  {
    schema: 'error',
    property: 'error.detail',
    is: { anyOf: [text, { type: 'object' }] },
    why: 'Missing scopes are told as an object {granted, required}.',
  },
  { schema: 'error', property: 'data', is: { type: 'object' }, why: 'Removed endpoints repeat their data here.' },

  // People.
  { schema: 'user', property: 'username', is: text, why: '/user still names it.' },
  { schema: 'user', property: 'location', is: textOrNull, why: 'Profile field that the document lost.' },
  {
    schema: 'user',
    property: 'has_2fa_enabled',
    is: { type: 'boolean', nullable: true },
    why: 'Null to other readers.',
  },
  { schema: 'team', property: 'username', is: text, why: 'The owner of a repository is named by its slug.' },
  { schema: 'team', property: 'links.html', is: link, why: 'Owners link to their page.' },
  { schema: 'team', property: 'links.self', is: link, why: 'Owners link to themselves.' },

  // Repositories.
  { schema: 'repository', property: 'slug', is: text, why: 'Always there, never declared.' },
  { schema: 'repository', property: 'website', is: textOrNull, why: 'Always there, never declared.' },
  { schema: 'repository', property: 'workspace', is: schema('workspace'), why: 'Always there, never declared.' },
  { schema: 'repository', property: 'override_settings', is: { type: 'object' }, why: 'Recorded, never declared.' },
  { schema: 'repository', property: 'mainbranch', is: orNull(schema('branch')), why: 'Null in an empty repository.' },
  { schema: 'repository', property: 'parent', is: orNull(schema('repository')), why: 'Null unless it is a fork.' },
  { schema: 'repository', property: 'links.branches', is: link, why: 'Recorded, never declared.' },
  { schema: 'repository', property: 'links.tags', is: link, why: 'Recorded, never declared.' },
  { schema: 'repository', property: 'links.source', is: link, why: 'Recorded, never declared.' },
  {
    schema: 'repository',
    property: 'links.clone',
    is: { type: 'array', items: link },
    why: 'The ssh address (git@host:path) is not a URI.',
  },
  { schema: 'project', property: 'links.self', is: link, why: 'Recorded, never declared.' },

  // Files: the document describes `treeentry` in full only where it is called `commit_file`.
  {
    schema: 'commit_file',
    property: 'attributes',
    is: {
      type: 'array',
      items: { type: 'string', enum: ['link', 'executable', 'subrepository', 'binary', 'lfs'] },
    },
    why: 'Typed as one string, is a list.',
  },
  { schema: 'commit_file', property: 'size', is: { type: 'integer', minimum: 0 }, why: 'Only in the prose.' },
  { schema: 'commit_file', property: 'mimetype', is: textOrNull, why: 'Recorded, never declared.' },
  {
    schema: 'commit_file',
    property: 'links',
    is: { type: 'object', properties: { self: link, meta: link, history: link }, additionalProperties: false },
    why: 'Only in the prose.',
  },
  {
    schema: 'treeentry',
    property: 'links',
    is: { type: 'object', properties: { self: link, meta: link, history: link }, additionalProperties: false },
    why: 'Only in the prose.',
  },

  // Commits.
  {
    schema: 'base_commit',
    property: 'links',
    is: {
      type: 'object',
      properties: {
        self: link,
        html: link,
        diff: link,
        approve: link,
        comments: link,
        statuses: link,
        patch: link,
      },
      additionalProperties: false,
    },
    why: 'In every example, never declared.',
  },
  { schema: 'base_commit', property: 'summary.type', is: text, why: 'In every example, never declared.' },
  { schema: 'diffstat', property: 'old', is: orNull(schema('commit_file')), why: 'Null for an added file.' },
  { schema: 'diffstat', property: 'new', is: orNull(schema('commit_file')), why: 'Null for a removed file.' },
  { schema: 'commitstatus', property: 'commit', is: schema('commit'), why: 'Recorded, never declared.' },
  { schema: 'commitstatus', property: 'repository', is: schema('repository'), why: 'Recorded, never declared.' },
  { schema: 'commitstatus', property: 'refname', is: textOrNull, why: 'Null when the build named no branch.' },
];

export interface SubtypeGap {
  readonly schema: string;
  /** The schema that describes the object when its `type` says so. */
  readonly also: string;
  readonly why: string;
}

export const subtypeGaps: readonly SubtypeGap[] = [
  { schema: 'account', also: 'user', why: '/user and authors are declared as the base type.' },
  { schema: 'account', also: 'team', why: 'Owners are declared as the base type.' },
  { schema: 'treeentry', also: 'commit_file', why: 'Listings are declared as the base type.' },
  { schema: 'base_commit', also: 'commit', why: 'Commit lists are declared as the base type.' },
];

export interface StatusGap {
  readonly status: number;
  readonly why: string;
}

/** Statuses that any operation may answer, whether the document names them or not. Their body is an `error`. */
export const statusGaps: readonly StatusGap[] = [
  { status: 400, why: 'Named for few operations; all refuse a filter or a page they do not understand.' },
  { status: 401, why: 'Named for few operations; all refuse credentials that do not count.' },
  { status: 403, why: 'Named for few operations; all check scopes.' },
  { status: 404, why: 'Named for most operations; `/user/workspaces` answers it for a page after the last.' },
  { status: 409, why: 'POST src answers it when the branch has moved.' },
  { status: 410, why: 'The document still lists the endpoints removed on 2026-04-14.' },
  { status: 429, why: 'Rate limits are described outside the document.' },
];

export interface AnswerGap {
  /** As in the document, without the placeholders' names: `{}`. */
  readonly path: string;
  readonly status: number;
  readonly why: string;
}

/** Answers without a body that the document does not name. */
export const answerGaps: readonly AnswerGap[] = [
  { path: '/repositories/{}/{}/src', status: 302, why: 'The prose says "redirects", the responses say 200.' },
  { path: '/repositories/{}/{}/src/{}/{}', status: 301, why: 'Files in Git LFS; only in the prose.' },
  { path: '/repositories/{}/{}/src/{}/{}', status: 304, why: 'The prose promises an ETag.' },
];

export interface BodyGap {
  readonly path: string;
  readonly schema: string;
  readonly why: string;
}

/** Other shapes that a successful answer may have. */
export const bodyGaps: readonly BodyGap[] = [
  { path: '/repositories/{}/{}/src/{}/{}', schema: 'commit_file', why: '`format=meta` of a file; only in the prose.' },
  { path: '/repositories/{}/{}/src/{}/{}', schema: 'treeentry', why: '`format=meta` of a directory; likewise.' },
];

export interface ParameterGap {
  /** The first entry that fits counts; `*` is every collection and object. */
  readonly path: string;
  readonly name: string;
  readonly is: Schema;
  readonly why: string;
}

export const parameterGaps: readonly ParameterGap[] = [
  {
    path: '/repositories/{}/{}/diffstat/{}',
    name: 'pagelen',
    is: { type: 'integer', minimum: 1, maximum: 5000 },
    why: 'Told with its pages.',
  },
  { path: '*', name: 'pagelen', is: { type: 'integer', minimum: 1, maximum: 100 }, why: 'Only in the prose.' },
  { path: '*', name: 'page', is: text, why: 'Part of `next` links; only in the prose.' },
  { path: '*', name: 'fields', is: text, why: 'Only in the prose.' },
  ...['include', 'exclude', 'path'].flatMap((name) =>
    ['/repositories/{}/{}/commits', '/repositories/{}/{}/commits/{}'].map((path) => ({
      path,
      name,
      is: text,
      why: 'Only in the prose.',
    })),
  ),
];

export interface RemovedPath {
  readonly path: string;
  readonly why: string;
}

/** A client must not ask for these, though the document lists them. */
export const removedPaths: readonly RemovedPath[] = [
  { path: '/repositories', why: 'Removed 2026-04-14, answers 410.' },
  { path: '/workspaces', why: 'Removed 2026-04-14, answers 410.' },
  { path: '/user/permissions/repositories', why: 'Removed 2026-04-14, answers 410.' },
  { path: '/user/permissions/workspaces', why: 'Removed 2026-04-14, answers 410.' },
  { path: '/workspaces/{}/search/code', why: 'Deprecated since 2026-11-01.' },
  { path: '/users/{}/search/code', why: 'Deprecated since 2026-11-01.' },
];
