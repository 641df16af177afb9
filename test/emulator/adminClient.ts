import {
  type AdminAction,
  type AdminArgument,
  type AdminResult,
  type ConsumerDetails,
  type Fault,
  type TokenAnswer,
} from './admin/adminProtocol';
import { type RequestReport } from './admin/requestLog';

/** Steers a running emulator from any process. Every method rejects with a sentence when the emulator refuses. */
export class EmulatorAdmin {
  readonly #adminUrl: string;

  constructor(adminUrl: string) {
    this.#adminUrl = adminUrl;
  }

  /** A token pair without the consent page. */
  mintTokens(user: string, scopes: readonly string[], consumerKey?: string): Promise<TokenAnswer> {
    const more = consumerKey === undefined ? {} : { consumerKey };
    return this.#call('tokens', { user, scopes: [...scopes], ...more });
  }

  /** An API token, the password beside the user's email address. */
  async mintApiToken(user: string, scopes: readonly string[]): Promise<string> {
    return (await this.#call('api-tokens', { user, scopes: [...scopes] })).token;
  }

  /** An empty `callbackUrl` makes a consumer that nobody can sign in with. */
  addConsumer(consumer: AdminArgument<'consumers'>): Promise<ConsumerDetails> {
    return this.#call('consumers', consumer);
  }

  async addFault(fault: Fault): Promise<void> {
    await this.#call('faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.#call('clear-faults', {});
  }

  readRequests(): Promise<RequestReport> {
    return this.#call('requests', {});
  }

  async resetRequests(): Promise<void> {
    await this.#call('reset-requests', {});
  }

  /** Since the emulator's start. */
  readRenewals(): Promise<AdminResult<'renewals'>> {
    return this.#call('renewals', {});
  }

  /** Of codes for tokens, since the emulator's start. */
  readExchanges(): Promise<AdminResult<'exchanges'>> {
    return this.#call('exchanges', {});
  }

  /** Of one user or of all. Refresh tokens stay valid. */
  async expireAccessTokens(user?: string): Promise<void> {
    await this.#call('expire-access-tokens', user === undefined ? {} : { user });
  }

  /** As if the user had removed the application under App authorizations. */
  async revokeGrants(user?: string): Promise<void> {
    await this.#call('revoke-grants', user === undefined ? {} : { user });
  }

  /** Somebody else's commit; resolves with its hash. A branch that does not exist begins with it. */
  async addCommit(commit: AdminArgument<'commits'>): Promise<string> {
    return (await this.#call('commits', commit)).commit;
  }

  async setPermission(permission: AdminArgument<'permissions'>): Promise<void> {
    await this.#call('permissions', permission);
  }

  /** From now on, nobody but `exempt` may write to the branch, by push or through the API, whatever their permission. */
  async protectBranch(protection: AdminArgument<'protect-branch'>): Promise<void> {
    await this.#call('protect-branch', protection);
  }

  /** The bare Git repository on disk, for reading only: `git log`, `git fsck`. */
  async repositoryFolder(repository: AdminArgument<'repository-folder'>): Promise<string> {
    return (await this.#call('repository-folder', repository)).folder;
  }

  /** The next commit that is sent to a repository by `POST src` comes too late: somebody else makes this one just before. */
  async addCommitBefore(commit: AdminArgument<'commits'>): Promise<void> {
    const path = `/repositories/${commit.workspace}/${commit.slug}/src/?$`;
    await this.addFault({ path, method: 'POST', effect: { kind: 'commitBefore', commit } });
  }

  async removeRepository(repository: AdminArgument<'remove-repository'>): Promise<void> {
    await this.#call('remove-repository', repository);
  }

  async setCommitStatus(status: AdminArgument<'statuses'>): Promise<void> {
    await this.#call('statuses', status);
  }

  /** Latency of every request, the size at which deep listings answer 555, the token answer's scope field. */
  async configure(settings: AdminArgument<'settings'>): Promise<void> {
    await this.#call('settings', settings);
  }

  /** Puts the emulator's clock forward: tokens and codes expire, grace periods end. */
  async advanceClock(advanceMs: number): Promise<void> {
    await this.#call('clock', { advanceMs });
  }

  /** Makes a repository's Git folder and reads its trees now, so that a bench does not pay for it. */
  async prepareRepository(repository: AdminArgument<'prepare-repository'>): Promise<void> {
    await this.#call('prepare-repository', repository);
  }

  async #call<A extends AdminAction>(action: A, argument: AdminArgument<A>): Promise<AdminResult<A>> {
    const response = await fetch(`${this.#adminUrl}/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(argument),
    });
    const body = (await response.json()) as AdminResult<A> & { readonly error?: string };
    if (!response.ok) throw new Error(`The emulator refused ${action}: ${body.error ?? String(response.status)}`);
    return body;
  }
}
