import { type RepositoryFolders } from '../git/repositoryFolders';
import { type BitbucketState } from '../state/bitbucketState';
import { type EmulatorClock } from '../state/emulatorClock';
import { type StoredUser } from '../state/model';
import { type Json } from './json';
import { type Links } from './links';
import { type Render } from './render';

/** Query parameters, decoded; `+` is a space. */
export type Query = URLSearchParams;

/** Who asks, once their credentials were accepted. */
export interface Caller {
  readonly user: StoredUser;
  readonly scopes: readonly string[];
  readonly credentialType: 'oauth2' | 'apitoken';
}

/** Limits that Bitbucket does not document and that a test may lower. */
export interface RestLimits {
  /** A recursive listing of more entries than this answers 555. */
  sourceEntries: number;
}

/** What every endpoint works with. */
export interface RestServices {
  readonly state: BitbucketState;
  readonly folders: RepositoryFolders;
  readonly links: Links;
  readonly render: Render;
  readonly limits: RestLimits;
  readonly clock: EmulatorClock;
}

/** One request, authenticated and with its scopes checked. */
export interface RestCall {
  readonly services: RestServices;
  /** `undefined` for an anonymous request, which sees what is public. */
  readonly caller: Caller | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The request's own address without its query, at the API's origin. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came, whatever its type; empty without one. */
  readonly body: Buffer;
}

export interface RestAnswer {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Given to the caller through `fields`. */
  readonly json?: Json;
  /** Anything but JSON; comes with its own `Content-Type`. */
  readonly bytes?: Buffer;
}

/**
 * An endpoint below `/2.0`. JSON answers to GET are kept until `BitbucketState.revision` grows, so whatever changes what
 * an answer shows has to call `BitbucketState.changed` or `branchMoved`. To add one, write it in a file beside the others and name it in `routes.ts`.
 * `path` is in the router's language: `:name` is one segment, `*` is the rest with its slashes.
 */
export interface RestRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** All of them are needed. */
  readonly scopes: readonly string[];
  /** An anonymous request is refused with 401 instead of seeing what is public. */
  readonly needsUser: boolean;
  readonly handle: (call: RestCall) => RestAnswer | Promise<RestAnswer>;
}
