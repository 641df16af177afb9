import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';

/** Stands between the extension and the token endpoint, and remembers every secret that passes. */
export interface TokenRecorder {
  /** What the extension is given as the address of the OAuth endpoints. */
  readonly oauthUrl: string;
  /** Tokens, codes and the consumer's secret seen so far, each as it would appear in plain text. */
  readonly secrets: ReadonlySet<string>;
  /** Counts others among them, which do not pass here. */
  remember(...more: readonly string[]): void;
  stop(): Promise<void>;
}

const tokenAnswer = v.looseObject({ access_token: v.string(), refresh_token: v.string() });

/** Starts a recorder in front of the OAuth endpoints at `target`. */
export async function startTokenRecorder(target: string): Promise<TokenRecorder> {
  const secrets = new Set<string>();
  const server = createServer((request, response) => {
    void forward(request, target, secrets).then(
      ({ status, body, type }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server without a port.');
  return {
    oauthUrl: `http://127.0.0.1:${address.port}${new URL(target).pathname}`,
    secrets,
    remember: (...more) => {
      for (const secret of more) secrets.add(secret);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(request: IncomingMessage, target: string, secrets: Set<string>) {
  const form = await text(request);
  const authorization = request.headers.authorization ?? '';
  const response = await fetch(new URL(request.url ?? '/', target), {
    method: request.method ?? 'GET',
    headers: { authorization, 'content-type': request.headers['content-type'] ?? 'text/plain' },
    ...(form === '' ? {} : { body: form }),
  });
  const body = await response.text();
  for (const secret of findSecrets(authorization, form, body)) secrets.add(secret);
  return { status: response.status, body, type: response.headers.get('content-type') ?? 'text/plain' };
}

function findSecrets(authorization: string, form: string, answer: string): string[] {
  const basic = /^Basic (.+)$/.exec(authorization)?.[1];
  const parameters = new URLSearchParams(form);
  const tokens = v.safeParse(tokenAnswer, readJson(answer));
  const sent = ['code', 'refresh_token', 'code_verifier', 'token'].map((name) => parameters.get(name));
  const found = [
    basic,
    basic === undefined ? undefined : Buffer.from(basic, 'base64').toString().split(':')[1],
    ...sent,
    ...(tokens.success ? [tokens.output.access_token, tokens.output.refresh_token] : []),
  ];
  return found.filter((secret): secret is string => typeof secret === 'string' && secret !== '');
}

function readJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
