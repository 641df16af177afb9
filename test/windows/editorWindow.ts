// A window of an editor, as far as sessions go, in a process of its own: the real sessions, stores and locks over the
// secrets of an editor that the parent process plays. Started by `windowProcess.ts` with its settings as JSON.
import { setTimeout as sleep } from 'node:timers/promises';
import { AuthError } from '../../src/auth/authError';
import { finishElsewhere } from '../../src/auth/finishElsewhere';
import type { FetchAccount } from '../../src/auth/finishSignIn';
import { PendingRedirects } from '../../src/auth/pendingRedirects';
import { PendingSignIns } from '../../src/auth/pendingSignIns';
import type { SessionBinding } from '../../src/auth/sessionBinding';
import { Sessions } from '../../src/auth/sessions';
import { signIn } from '../../src/auth/signIn';
import { TokenEndpoint, type TokenFetch } from '../../src/auth/tokenEndpoint';
import { Emitter } from '../../src/base/event';
import type { Log } from '../../src/base/log';
import { createNodeFetch } from '../../src/node/nodeFetch';
import { systemClock } from '../../src/node/systemClock';
import { UriHandlerRedirect } from '../../src/vscode/auth/authorizedUri';
import { createWindowSecrets } from '../../src/vscode/auth/createWindowSecrets';
import { SecretPendingSignIns } from '../../src/vscode/auth/secretPendingSignIns';
import { SecretStorageSessionStore } from '../../src/vscode/auth/secretStorageSessionStore';
import { WindowSecretStorage } from './windowSecretStorage';
import type { DyingPoint, FromWindow, ToWindow, UseResult, WindowActions, WindowSettings } from './windowProtocol';

const settings = JSON.parse(process.argv[2] ?? '') as WindowSettings;
const { endpoints, consumer } = settings;
const troubles: string[] = [];
let ends = 0;
let dyingPoint: DyingPoint | undefined;

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };
const { fetch } = createNodeFetch();
const editor = new WindowSecretStorage(settings.secrets, send);
const window = createWindowSecrets({
  isWeb: settings.isWeb,
  secrets: editor,
  storageFolder: settings.storageFolder,
  startedAt: Date.now() - process.uptime() * 1000,
  clock: systemClock,
  log,
  onTrouble: (trouble) => troubles.push(trouble),
  desktopPropagationMs: settings.propagationMs,
});
const binding: SessionBinding = {
  readEndpoints: () => endpoints,
  isKnownConsumer: (key) => key === consumer.key,
  findConsumer: (key) => Promise.resolve(key === consumer.key ? consumer : undefined),
  onDidChange: new Emitter<void>().event,
};
const tokenEndpoint = new TokenEndpoint({ fetch: mortalFetch, clock: systemClock, log });
const sessions = new Sessions({
  store: new SecretStorageSessionStore(window.secrets, log, window.lock),
  lock: window.lock,
  binding,
  loadTokenEndpoint: () => Promise.resolve(tokenEndpoint),
  clock: systemClock,
  log,
  refusalPauseMs: 4 * window.propagationMs,
});
sessions.onDidChange(({ changed }) => {
  ends += changed.filter(({ hasEnded }) => hasEnded).length;
});
const redirects = new PendingRedirects(log);
const pendingSignIns = new PendingSignIns({
  store: new SecretPendingSignIns(window.secrets),
  lock: window.lock,
  clock: systemClock,
  log,
  patienceMs: 4 * window.propagationMs,
});
const fetchAccount: FetchAccount = async (_endpoints, token) => {
  const user = (await (await askUser(token)).json()) as { readonly username: string; readonly display_name: string };
  return { id: `{${user.username}}`, label: user.display_name };
};
const finishParts = { tokenEndpoint, fetchAccount, sessions, log };
let signingIn: Promise<string> = Promise.resolve('none');

const actions: {
  readonly [A in keyof WindowActions]: (
    argument: WindowActions[A]['argument'],
  ) => WindowActions[A]['result'] | Promise<WindowActions[A]['result']>;
} = {
  signIn: ({ account, grant }) => sessions.add(account, grant, { endpoints, consumerKey: consumer.key }),
  beginSignIn,
  endSignIn: () => signingIn,
  comeBack: async ({ query, waitMs = 0 }) => {
    await sleep(waitMs);
    return comeBack(query);
  },
  use: async ({ accountId, waitMs = 0 }) => {
    await sleep(waitMs);
    return use(accountId);
  },
  signOut: async ({ accountId, waitMs = 0 }) => {
    await sleep(waitMs);
    const [session] = await sessions.getSessions([], accountId);
    if (session !== undefined) await sessions.remove(session.id);
    return null;
  },
  readSessions: () => sessions.getSessions(),
  readTroubles: () => ({ troubles, ends }),
  dieAt: (point) => {
    dyingPoint = point;
    return null;
  },
};

process.on('message', (message: ToWindow) => {
  if (message.kind === 'secret') editor.accept(message.key, message.value);
  else void answer(message);
});
process.once('disconnect', () => process.exit());
send({ kind: 'ready' });

async function answer({ id, action, argument }: Extract<ToWindow, { kind: 'call' }>): Promise<void> {
  try {
    const run = actions[action] as (argument: unknown) => unknown;
    send({ kind: 'result', id, result: await run(argument) });
  } catch (error) {
    send({ kind: 'failure', id, message: toReason(error) });
  }
}

function beginSignIn(): Promise<string> {
  return new Promise((opened, reject) => {
    const way = new UriHandlerRedirect(consumer.callbackUrl, redirects);
    const browser = {
      open: (url: string) => {
        opened(url);
        return Promise.resolve(true);
      },
    };
    const askForPaste = () => new Promise<never>(() => undefined);
    const ending = signIn(
      { ...finishParts, browser, askForPaste, pendingSignIns, clock: systemClock },
      { endpoints, consumer, way, scopes: ['account', 'repository:write'] },
      new AbortController().signal,
    );
    signingIn = ending.then(({ id }) => id, toReason);
    ending.catch(reject);
  });
}

/** As the editor's URI handler does it. */
async function comeBack(query: string): Promise<string> {
  const arrival = redirects.accept(query);
  if (arrival !== 'stray') return arrival;
  const parts = { pendingSignIns, binding, loadParts: () => Promise.resolve(finishParts) };
  const end = await finishElsewhere(parts, query, new AbortController().signal);
  if (end === undefined) return arrival;
  return 'kind' in end ? end.kind : end.id;
}

async function use(accountId: string): Promise<UseResult> {
  const source = sessions.tokenSource(accountId);
  try {
    const token = await source.getAccessToken();
    const status = await askWhoIAm(token);
    return status === 401 ? await askWhoIAm(await source.renewAccessToken(token)) : status;
  } catch (error) {
    return toReason(error);
  }
}

function toReason(error: unknown): string {
  return AuthError.is(error) ? error.failure.kind : String(error);
}

async function askWhoIAm(token: string): Promise<number> {
  const answer = await askUser(token);
  await answer.arrayBuffer();
  return answer.status;
}

function askUser(token: string): Promise<Response> {
  return globalThis.fetch(`${endpoints.apiUrl}/user`, { headers: { authorization: `Bearer ${token}` } });
}

async function mortalFetch(...[url, request]: Parameters<TokenFetch>): ReturnType<TokenFetch> {
  const isRenewal = url.endsWith('/access_token');
  if (isRenewal && dyingPoint === 'beforeRenewal') process.kill(process.pid, 'SIGKILL');
  const answer = await fetch(url, request);
  if (!isRenewal || dyingPoint !== 'afterRenewalAnswer') return answer;
  await answer.text();
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

function send(message: FromWindow): void {
  process.send?.(message);
}
