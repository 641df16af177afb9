import type { Clock } from '../../base/clock';
import type { EndpointsReading } from '../endpoints';
import type { Session, StoredSession } from '../session';
import type { TokenSource } from '../sessions';
import type { Get } from '../askForUser';
import type { RequestTrouble, SelectedRepository } from './finding';

/** What the API says about requests that it has answered since the diagnosis began. */
export interface ObservedHeaders {
  /** Of the last answer that named it. */
  readonly remaining: string | undefined;
  /** `route (deprecation: …)`, each once. */
  readonly announcements: readonly string[];
}

/** What is asked of Bitbucket as the account; `bitbucket/`'s client satisfies it. Everything may reject. */
export interface DiagnosisApi {
  fetchUser(signal: AbortSignal): Promise<{ readonly displayName: string }>;
  listWorkspaces(signal: AbortSignal): AsyncIterable<{ readonly values: readonly { readonly slug: string }[] }>;
  listWritableRepositories(
    workspace: string,
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<{ readonly values: readonly unknown[] }>;
  fetchRepository(
    repository: SelectedRepository,
    signal: AbortSignal,
  ): Promise<{ readonly mainBranch: string | undefined }>;
  findBranches(
    repository: SelectedRepository,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly { readonly name: string; readonly commit: string }[]>;
  findPermission(repository: SelectedRepository, signal: AbortSignal): Promise<'admin' | 'write' | 'read' | undefined>;
  listSource(
    repository: SelectedRepository,
    commit: string,
    directory: string,
    options: { readonly maxDepth: number; readonly pathContains: readonly string[]; readonly signal: AbortSignal },
  ): AsyncIterable<{ readonly values: readonly { readonly path: string; readonly kind: string }[] }>;
  fetchFile(repository: SelectedRepository, commit: string, path: string, signal: AbortSignal): Promise<Uint8Array>;
}

/** Everything a diagnosis may look at. */
export interface DiagnosisPorts {
  readonly readEndpoints: () => EndpointsReading;
  /** Host and port of the proxy that the editor's requests go through, without credentials. */
  readonly proxy: string | undefined;
  readonly get: Get;
  /** The account to look at; `undefined` when nobody is signed in. */
  readonly session: Session | undefined;
  readonly stored: StoredSession | undefined;
  readonly tokens: TokenSource | undefined;
  readonly api: DiagnosisApi | undefined;
  readonly readHeaders: () => ObservedHeaders;
  /** Why a request of `api` failed, in the report's terms; `undefined` for an error of another kind. */
  readonly toTrouble: (error: unknown) => RequestTrouble | undefined;
  readonly selected: SelectedRepository | undefined;
  /** Whether nobody can say who is signed in, because the secret storage refuses. */
  readonly areSecretsClosed: boolean;
  readonly clock: Clock;
}
