import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { type CheckedArgument, type FaultEffect } from './adminProtocol';
import { type FaultBook } from './faultBook';

/** Delay of every request, in milliseconds. */
export interface Latency {
  latencyMs: number;
  jitterMs: number;
}

export interface FaultDependencies {
  readonly faults: FaultBook;
  readonly latency: Latency;
  readonly commit: (commit: CheckedArgument<'commits'>) => Promise<unknown>;
}

const toHtml = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

/** Effects that change an answer which is made as usual; kept from the request's start to its end. */
const pending = new WeakMap<FastifyRequest, readonly FaultEffect[]>();

/** Lets faults happen to every request but those of the admin interface. */
export function registerFaults(server: FastifyInstance, { faults, latency, commit }: FaultDependencies): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_admin/')) return;
    const effects = faults.take(request.method, request.url);
    const delay = effects.reduce(
      (sum, effect) => sum + delayOf(effect),
      delayOf({ kind: 'latency', ms: latency.latencyMs, jitterMs: latency.jitterMs }),
    );
    if (delay > 0) await sleep(delay);
    for (const effect of effects) {
      if (effect.kind === 'commitBefore') await commit(effect.commit);
    }
    if (effects.length > 0) pending.set(request, effects);
    for (const effect of effects) answerInstead(effect, request, reply);
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const effects = pending.get(request) ?? [];
    if (effects.some(({ kind }) => kind === 'lostAnswer')) {
      // `done` is never called: there is nobody left to answer.
      request.raw.socket.resetAndDestroy();
      return;
    }
    const changed = effects.reduce((answer: unknown, effect) => changeAnswer(effect, reply, answer), payload);
    const delay = effects.reduce((sum, effect) => sum + (effect.kind === 'answerLatency' ? effect.ms : 0), 0);
    if (delay === 0) done(null, changed);
    else {
      void sleep(delay).then(() => {
        done(null, changed);
      });
    }
  });
}

function delayOf(effect: FaultEffect): number {
  return effect.kind === 'latency' ? effect.ms + Math.random() * effect.jitterMs : 0;
}

type EffectOf<K extends FaultEffect['kind']> = Extract<FaultEffect, { readonly kind: K }>;

/** Effects that keep the request from being handled at all. */
function answerInstead(effect: FaultEffect, request: FastifyRequest, reply: FastifyReply): void {
  if (effect.kind === 'rateLimit') answerRateLimit(effect, reply);
  if (effect.kind === 'htmlError') reply.code(effect.status).type('text/html').send(toHtml('Service trouble'));
  if (effect.kind === 'htmlInsteadOfJson') reply.code(200).type('text/html').send(toHtml('Log in to the network'));
  if (effect.kind === 'json') reply.code(effect.status).send(effect.body);
  if (effect.kind === 'redirect') reply.redirect(effect.location, effect.status);
  if (effect.kind === 'resetBeforeAnswer') {
    reply.hijack();
    request.raw.socket.resetAndDestroy();
  }
}

function answerRateLimit({ retryAfter, body }: EffectOf<'rateLimit'>, reply: FastifyReply): void {
  const message = 'Rate limit for this resource has been exceeded';
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
  if (body === 'text') reply.code(429).type('text/plain').send(message);
  else reply.code(429).send({ type: 'error', error: { message } });
}

/** Effects that spoil an answer which was made as usual. */
function changeAnswer(effect: FaultEffect, reply: FastifyReply, payload: unknown): unknown {
  const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === 'string' ? payload : '');
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (effect.kind === 'headers') reply.headers(effect.headers);
  if (effect.kind === 'htmlErrorAfterwards') {
    reply.code(effect.status).type('text/html').removeHeader('Location');
    return withoutLength(reply, toHtml('Service trouble'));
  }
  if (effect.kind === 'truncatedJson') return withoutLength(reply, half);
  if (effect.kind === 'foreignNext')
    return withoutLength(reply, withForeignNext(bytes.toString('utf8'), effect.origin));
  if (effect.kind === 'resetInBody') {
    reply.header('Content-Length', String(bytes.length));
    return Readable.from(breakAfter(half));
  }
  return payload;
}

function withoutLength(reply: FastifyReply, payload: Buffer | string): Buffer | string {
  reply.removeHeader('Content-Length');
  return payload;
}

/** The pause lets the first half reach the client before the connection breaks. */
async function* breakAfter(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
  await sleep(20);
  throw new Error('The connection is to break here.');
}

function withForeignNext(text: string, origin: string): string {
  const body = JSON.parse(text) as { next?: string };
  const next = new URL(body.next ?? 'http://localhost/2.0/');
  return JSON.stringify({ ...body, next: origin + next.pathname + next.search });
}
