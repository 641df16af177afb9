import type * as vscode from 'vscode';
import type { Get } from '../../auth/askForUser';
import type { FetchAccount } from '../../auth/finishSignIn';
import type { TokenFetch } from '../../auth/tokenEndpoint';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { ToldOnce } from './showSuccess';

/** What the composition root gives to the sign-in. */
export interface AuthenticationOptions {
  readonly secrets: vscode.SecretStorage;
  /** `globalStorageUri`, as a path. */
  readonly storageFolder: string;
  /** Of all windows. */
  readonly state: ToldOnce;
  readonly log: Log;
  readonly clock: Clock;
  /** Asked for with the first request to the token endpoint. */
  readonly loadFetch: () => Promise<TokenFetch & Get>;
  /** One request to `/user` with the given token, at `endpoints.apiUrl`. */
  readonly fetchAccount: FetchAccount;
}
