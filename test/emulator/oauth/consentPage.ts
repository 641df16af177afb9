import { type StoredUser } from '../state/model';
import { html, toPage } from '../web/page';
import { type PendingAuthorization } from './authorizations';

/** What the consent page says about a scope; a scope that is not here is shown by its name. */
const permissionTexts: Readonly<Record<string, readonly [title: string, detail: string]>> = {
  account: ['Read your account information', 'Your name, your workspaces and your permissions in them'],
  email: ['Read your account’s primary email address', ''],
  repository: ['Read your repositories', 'Files, branches and commits'],
  'repository:write': ['Read and modify your repositories', 'Files, branches and commits'],
  'repository:admin': ['Administer your repositories', 'Settings and access, not their contents'],
  pullrequest: ['Read your repositories and their pull requests', ''],
  'pullrequest:write': ['Read and modify your repositories and their pull requests', ''],
  project: ['Read your workspace’s project settings', ''],
  pipeline: ['Access your repositories’ build pipelines', ''],
};

const tick = html`<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
  <circle cx="9" cy="9" r="9" fill="#1f845a" />
  <path d="M5 9.4l2.6 2.6L13 6.6" stroke="#fff" stroke-width="2" fill="none" />
</svg>`;

/** Asks who signs in. Shown only where the emulator has several users. */
export function toLoginPage(authorization: PendingAuthorization, users: readonly StoredUser[]): string {
  return toPage(
    'Log in',
    html`<h1>Log in to continue</h1>
      <p><strong>${authorization.consumer.name}</strong> wants to connect to Bitbucket. Who are you?</p>
      <form method="post" action="/site/oauth2/authorize/${authorization.id}/login">
        <ul class="users">
          ${users.map(
            (user) =>
              html`<li>
                <button class="user" name="user" value="${user.name}">
                  <span class="avatar" aria-hidden="true">${toInitials(user)}</span
                  ><span>${user.displayName}<small>${user.email}</small></span>
                </button>
              </li> `,
          )}
        </ul>
      </form>`,
  );
}

export function toConsentPage(authorization: PendingAuthorization, user: StoredUser): string {
  const { consumer } = authorization;
  return toPage(
    'Confirm access to your account',
    html`<h1>Confirm access to your account</h1>
      <p><strong>${consumer.name}</strong> is requesting access to the following:</p>
      <h2 id="permissions">Permissions</h2>
      <ul class="permissions" aria-labelledby="permissions">
        ${consumer.scopes.map((scope) => {
          const [title, detail] = permissionTexts[scope] ?? [scope, ''];
          return html`<li>
            ${tick}<span>${title}<small>${detail}</small></span>
          </li> `;
        })}
      </ul>
      <p class="muted" style="margin-top:16px">
        Signed in as <strong>${user.displayName}</strong>. You can withdraw this access at any time under Personal
        settings → App authorizations.
      </p>
      <form method="post" action="/site/oauth2/authorize/${authorization.id}" class="actions">
        <button class="primary" name="action" value="grant">Grant access</button>
        <button name="action" value="cancel">Cancel</button>
      </form>`,
  );
}

/** What Bitbucket answers to a `redirect_uri` that the consumer does not cover: a page, not JSON. */
export function toMismatchPage(): string {
  return toPage(
    'Invalid redirect_uri',
    html`<h1>Invalid redirect_uri</h1>
      <p>The request’s redirect_uri does not match the callback URL that is configured on the OAuth consumer.</p>`,
  );
}

export function toExpiredPage(): string {
  return toPage(
    'Start again',
    html`<h1>This sign-in is over</h1>
      <p>It was completed, cancelled or forgotten. Go back to where you came from and start again.</p>`,
  );
}

function toInitials({ displayName }: StoredUser): string {
  return displayName
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('');
}
