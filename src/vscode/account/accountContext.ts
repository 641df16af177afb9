import type { Endpoints } from '../../auth/endpoints';
import type { Session, StoredSession } from '../../auth/session';
import type { Sessions } from '../../auth/sessions';
import type { Clock } from '../../base/clock';

/** What one sign-in may be for; `auth/` understands it. */
interface SignInOptions {
  readonly again?: Session['account'];
  readonly way?: 'apiToken';
}

/** What commands about accounts work with. */
export interface AccountContext {
  readonly sessions: Pick<Sessions, 'getSessions' | 'remove' | 'onDidChange'>;
  /** As stored now, with its tokens. */
  readonly findStored: (sessionId: string) => Promise<StoredSession | undefined>;
  /** Has told the user by the time it rejects. */
  readonly signIn: (options: SignInOptions) => Promise<Session>;
  /** As set now; the defaults where the settings name no usable address. */
  readonly readEndpoints: () => Endpoints;
  readonly clock: Clock;
}
