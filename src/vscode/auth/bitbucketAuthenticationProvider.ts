import * as vscode from 'vscode';
import { AuthError } from '../../auth/authError';
import type { Session } from '../../auth/session';
import type { Sessions, SessionsChange } from '../../auth/sessions';
import { Emitter, type Disposable } from '../../base/event';

/** Runs the sign-in with the user. Has said what went wrong by the time it rejects. */
export type RunSignIn = (scopes: readonly string[]) => Promise<Session>;

type SessionsChangeEvent = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;

/** Bitbucket accounts as the editor and other extensions see them. Sessions that have ended do not exist for them. */
export class BitbucketAuthenticationProvider implements vscode.AuthenticationProvider, Disposable {
  readonly #sessions: Sessions;
  readonly #runSignIn: RunSignIn;
  readonly #onDidChangeSessions = new Emitter<SessionsChangeEvent>();
  readonly #subscription: Disposable;
  readonly onDidChangeSessions = this.#onDidChangeSessions.event;

  constructor(sessions: Sessions, runSignIn: RunSignIn) {
    this.#sessions = sessions;
    this.#runSignIn = runSignIn;
    this.#subscription = sessions.onDidChange((change) => {
      this.#onDidChangeSessions.fire(this.#toEvent(change));
    });
  }

  /** Silent. Only who asks for scopes is about to use the token, so only then is an old one renewed. */
  async getSessions(
    scopes: readonly string[] | undefined,
    options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const sessions = await this.#sessions.getSessions(scopes, options.account?.id);
    const usable = sessions.filter(({ hasEnded }) => !hasEnded);
    if (scopes === undefined) return usable.map((session) => this.#toAuthenticationSession(session));
    const fresh = await Promise.all(usable.map((session) => this.#withFreshToken(session)));
    return fresh.filter((session) => session !== undefined);
  }

  /** Rejects as cancelled, because the user has been told already; another error would be shown a second time. */
  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    try {
      return this.#toAuthenticationSession(await this.#runSignIn(scopes));
    } catch {
      throw new vscode.CancellationError();
    }
  }

  removeSession(sessionId: string): Promise<void> {
    return this.#sessions.remove(sessionId);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChangeSessions.dispose();
  }

  async #withFreshToken(session: Session): Promise<vscode.AuthenticationSession | undefined> {
    try {
      const accessToken = await this.#sessions.tokenSource(session.account.id).getAccessToken();
      return this.#toAuthenticationSession(session, accessToken);
    } catch (error) {
      // Where it cannot be known for a while, as without a network, the account is still signed in.
      const isPassing = AuthError.is(error, 'unreachable', 'rateLimited', 'secretsUnavailable');
      return isPassing ? this.#toAuthenticationSession(session) : undefined;
    }
  }

  #toEvent({ added, removed, changed, signedInAgain }: SessionsChange): SessionsChangeEvent {
    const toEditor = (session: Session) => this.#toAuthenticationSession(session);
    const isAgain = ({ id }: Session) => signedInAgain.some((again) => again.id === id);
    return {
      added: [...added.filter(({ hasEnded }) => !hasEnded), ...signedInAgain].map(toEditor),
      removed: [...removed, ...changed.filter(({ hasEnded }) => hasEnded)].map(toEditor),
      changed: changed.filter((session) => !session.hasEnded && !isAgain(session)).map(toEditor),
    };
  }

  #toAuthenticationSession(
    { id, account, scopes }: Session,
    accessToken = this.#sessions.findLastAccessToken(id) ?? '',
  ): vscode.AuthenticationSession {
    return { id, accessToken, account: { id: account.id, label: account.label }, scopes: [...scopes] };
  }
}
