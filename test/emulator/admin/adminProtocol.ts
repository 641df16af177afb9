import * as v from 'valibot';
import type { ExchangeCounts } from '../oauth/authorizations';
import type { RenewalCounts } from '../oauth/tokenStore';
import { type RequestReport } from './requestLog';

const repository = { workspace: v.string(), slug: v.string() };
/** `100755` is executable, `120000` a link whose content is its target. */
const mode = v.optional(v.picklist(['100644', '100755', '120000']), '100644');
const file = v.union([
  v.string(),
  v.strictObject({ text: v.string(), mode }),
  v.strictObject({ base64: v.string(), mode }),
]);
const files = v.optional(v.record(v.string(), file), {});

const commit = v.strictObject({
  ...repository,
  branch: v.string(),
  message: v.string(),
  files,
  deleted: v.optional(v.array(v.string()), []),
  /** A user's name; default: Ben's, or whoever is the last user. */
  author: v.optional(v.string()),
});

/** What a fault does to a request that it matches. */
const effect = v.variant('kind', [
  /** Waits before the request is handled; a random part of `jitterMs` is added. */
  v.strictObject({ kind: v.literal('latency'), ms: v.number(), jitterMs: v.optional(v.number(), 0) }),
  /** 429. `retryAfter` is the header's text, seconds or an HTTP date. */
  v.strictObject({
    kind: v.literal('rateLimit'),
    retryAfter: v.optional(v.string()),
    body: v.optional(v.picklist(['json', 'text']), 'json'),
  }),
  /** An HTML error page, as proxies and overloaded servers send. */
  v.strictObject({ kind: v.literal('htmlError'), status: v.picklist([500, 502, 503, 504]) }),
  /** Status 200, but a page instead of JSON. */
  v.strictObject({ kind: v.literal('htmlInsteadOfJson') }),
  /** Any JSON with any status: token endpoint failures, for instance. */
  v.strictObject({ kind: v.literal('json'), status: v.number(), body: v.unknown() }),
  v.strictObject({ kind: v.literal('resetBeforeAnswer') }),
  v.strictObject({ kind: v.literal('resetInBody') }),
  /** The request is carried out in full; then the connection breaks before a byte of the answer. */
  v.strictObject({ kind: v.literal('lostAnswer') }),
  /** The request is carried out in full; then a proxy's HTML error page takes the place of the answer. */
  v.strictObject({ kind: v.literal('htmlErrorAfterwards'), status: v.picklist([500, 502, 503, 504]) }),
  /** The request is carried out at once, and its answer waits. */
  v.strictObject({ kind: v.literal('answerLatency'), ms: v.number() }),
  /** A complete answer whose JSON ends half-way. */
  v.strictObject({ kind: v.literal('truncatedJson') }),
  /** The `next` link of the answer leads to this origin. */
  v.strictObject({ kind: v.literal('foreignNext'), origin: v.string() }),
  v.strictObject({
    kind: v.literal('redirect'),
    location: v.string(),
    status: v.optional(v.picklist([301, 302, 303, 307, 308]), 302),
  }),
  /** The ordinary answer with more headers: `deprecation`, `sunset`. */
  v.strictObject({ kind: v.literal('headers'), headers: v.record(v.string(), v.string()) }),
  /** Somebody else commits just before the request is handled. */
  v.strictObject({ kind: v.literal('commitBefore'), commit }),
]);

const fault = v.strictObject({
  /** A regular expression, searched in path and query. */
  path: v.string(),
  method: v.optional(v.string()),
  /** How many requests it hits; default 1; for both latencies and for `headers`, until faults are cleared. */
  count: v.optional(v.number()),
  /** How many matching requests pass unharmed before; default 0. */
  skip: v.optional(v.number(), 0),
  effect,
});

/** The arguments of every admin action, checked when they arrive. */
export const adminArguments = {
  tokens: v.strictObject({ user: v.string(), scopes: v.array(v.string()), consumerKey: v.optional(v.string()) }),
  'api-tokens': v.strictObject({ user: v.string(), scopes: v.array(v.string()) }),
  consumers: v.strictObject({
    callbackUrl: v.string(),
    scopes: v.optional(v.array(v.string())),
    name: v.optional(v.string()),
  }),
  faults: fault,
  'clear-faults': v.strictObject({}),
  requests: v.strictObject({}),
  'reset-requests': v.strictObject({}),
  renewals: v.strictObject({}),
  exchanges: v.strictObject({}),
  'expire-access-tokens': v.strictObject({ user: v.optional(v.string()) }),
  'revoke-grants': v.strictObject({ user: v.optional(v.string()) }),
  commits: commit,
  permissions: v.strictObject({
    ...repository,
    user: v.string(),
    permission: v.picklist(['read', 'write', 'admin', 'none']),
  }),
  'remove-repository': v.strictObject(repository),
  'protect-branch': v.strictObject({
    ...repository,
    branch: v.string(),
    isProtected: v.boolean(),
    /** Users who may write to the branch nevertheless; administrators are not among them by themselves. */
    exempt: v.optional(v.array(v.string()), []),
  }),
  'repository-folder': v.strictObject(repository),
  statuses: v.strictObject({
    ...repository,
    /** A branch, whose tip is meant, or a commit's hash. */
    revision: v.string(),
    key: v.string(),
    name: v.string(),
    state: v.picklist(['SUCCESSFUL', 'FAILED', 'INPROGRESS', 'STOPPED']),
    url: v.optional(v.string()),
  }),
  settings: v.strictObject({
    latencyMs: v.optional(v.number()),
    jitterMs: v.optional(v.number()),
    /** Recursive listings of more entries answer 555. */
    sourceEntries: v.optional(v.number()),
    tokenScopeField: v.optional(v.picklist(['scope', 'scopes'])),
  }),
  clock: v.strictObject({ advanceMs: v.number() }),
  'prepare-repository': v.strictObject(repository),
} as const;

export type AdminAction = keyof typeof adminArguments;
/** What a caller passes. */
export type AdminArgument<A extends AdminAction> = v.InferInput<(typeof adminArguments)[A]>;
/** What the emulator works with, once defaults are filled in. */
export type CheckedArgument<A extends AdminAction> = v.InferOutput<(typeof adminArguments)[A]>;

export type Fault = AdminArgument<'faults'>;
export type CheckedFault = CheckedArgument<'faults'>;
export type FaultEffect = CheckedFault['effect'];

export interface ConsumerDetails {
  readonly key: string;
  readonly secret: string;
  readonly callbackUrl: string;
}

/** The token endpoint's own answer. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly token_type: string;
  readonly scope?: string;
  readonly scopes?: string;
}

/** What actions answer that have nothing to say. */
type Done = Readonly<Record<string, never>>;

interface SpecialResults {
  tokens: TokenAnswer;
  'api-tokens': { readonly token: string };
  consumers: ConsumerDetails;
  requests: RequestReport;
  renewals: RenewalCounts;
  exchanges: ExchangeCounts;
  commits: { readonly commit: string };
  'repository-folder': { readonly folder: string };
}

export type AdminResult<A extends AdminAction> = A extends keyof SpecialResults ? SpecialResults[A] : Done;

/** One handler for each action. */
export type AdminHandlers = {
  readonly [A in AdminAction]: (argument: CheckedArgument<A>) => AdminResult<A> | Promise<AdminResult<A>>;
};
