import type * as vscode from 'vscode';
import { apiTokenGitUser, readBasicCredential } from '../../auth/apiToken';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { isOwnServer, readCloneAddress } from '../../repositories/cloneAddress';
import type { Account } from '../../repositories/repositoryAccounts';
import type { GitCredentials, GitCredentialsProvider } from './gitExtension';

/** Bitbucket's name for whoever comes with an OAuth access token. */
const tokenUser = 'x-token-auth';

export interface CredentialsPorts {
  /** Bitbucket's website, as set now; `undefined` while the settings name no usable address. */
  readonly findWebUrl: () => string | undefined;
  /** Silent. */
  readonly accounts: () => Promise<readonly Account[]>;
  /** Who serves a repository, without a question. */
  readonly findAccount: (repository: RepositoryId) => Promise<Account | undefined>;
  /** A token that is good for some minutes, renewed if need be. Rejects when there is none to be had. */
  readonly getAccessToken: (accountId: string) => Promise<string>;
  /** The repositories that Git may be working on, the likeliest first. */
  readonly readCandidates: () => readonly RepositoryId[];
  readonly log: Pick<Log, 'info'>;
}

/**
 * Lets Git in with the extension's sign-in, at Bitbucket's own website and nowhere else. Never asks anything: without a
 * sign-in Git asks as it would have.
 */
export class BitbucketCredentials implements GitCredentialsProvider {
  readonly #ports: CredentialsPorts;

  constructor(ports: CredentialsPorts) {
    this.#ports = ports;
  }

  async getCredentials(host: vscode.Uri): Promise<GitCredentials | undefined> {
    const address = host.toString(true);
    const webUrl = this.#ports.findWebUrl();
    if (webUrl === undefined || !isOwnServer(address, webUrl)) return undefined;
    try {
      const account = await this.#findAccount(readCloneAddress(address, webUrl));
      if (account === undefined) return undefined;
      const accessToken = await this.#ports.getAccessToken(account.id);
      const apiToken = readBasicCredential(accessToken);
      if (apiToken !== undefined) return { username: apiTokenGitUser, password: apiToken.token };
      return { username: tokenUser, password: accessToken };
    } catch (error) {
      this.#ports.log.info(`Git was given no credentials: ${String(error)}`);
      return undefined;
    }
  }

  /** Git names the server alone unless `credential.useHttpPath` is set, so what it works on must be guessed. */
  async #findAccount(named: RepositoryId | undefined): Promise<Account | undefined> {
    const { accounts, findAccount, readCandidates } = this.#ports;
    const [first, ...others] = await accounts();
    if (first === undefined || others.length === 0) return first;
    const [likeliest] = named === undefined ? readCandidates() : [named];
    return likeliest === undefined ? first : findAccount(likeliest);
  }
}
