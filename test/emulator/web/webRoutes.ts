import { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { type TokenStore } from '../oauth/tokenStore';
import { type BitbucketState } from '../state/bitbucketState';
import { html, toPage } from './page';

/** The few pages of the website that people and tests look at, and the store of LFS files. */
export function registerWeb(server: FastifyInstance, state: BitbucketState, tokens: TokenStore): void {
  server.get('/account/settings/app-authorizations/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(toAuthorizationsPage(state, tokens)),
  );

  server.get<{ Params: { oid: string; size: string } }>('/_media/:oid/:size', (request, reply) => {
    // Object stores with signed addresses refuse a second kind of credentials.
    if (request.headers.authorization !== undefined)
      return reply.code(400).type('text/plain').send('Only one auth mechanism allowed');
    return reply.type('application/octet-stream').send(toMedia(request.params.oid, Number(request.params.size)));
  });

  server.get('/*', (request, reply) => {
    const path = decodeURI(request.url.split('?')[0] ?? '/');
    const page = toPage(
      path,
      html`<h1>${path}</h1>
        <p class="muted">On Bitbucket, this page would be here.</p>`,
    );
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

function toAuthorizationsPage(state: BitbucketState, tokens: TokenStore): string {
  const rows = state.users.flatMap((user) =>
    tokens.grantsOf(user.name).map(
      (grant) =>
        html`<li>
          <span
            ><strong>${tokens.findConsumer(grant.consumerKey)?.name ?? grant.consumerKey}</strong
            ><small>${user.displayName}: ${grant.scopes.join(', ')}</small></span
          >
        </li>`,
    ),
  );
  const list =
    rows.length === 0
      ? html`<p>No application has access.</p>`
      : html`<ul class="permissions">
          ${rows}
        </ul>`;
  return toPage(
    'App authorizations',
    html`<h1>App authorizations</h1>
      ${list}`,
  );
}

/** Bytes that belong to an LFS object: always the same ones, as many as its pointer says. */
function toMedia(oid: string, size: number): Buffer {
  const block = createHash('sha256').update(oid).digest();
  return Buffer.alloc(Math.min(size, 50_000_000), block);
}
