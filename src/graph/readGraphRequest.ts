import * as v from 'valibot';
import type { GraphRequest, KeptGraph } from './protocol';

/** Ids hold names, which no file can make longer than itself. */
const nodeId = v.pipe(v.string(), v.maxLength(1_000_100));
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const distance = v.pipe(v.number(), v.safeInteger(), v.minValue(-1_000_000), v.maxValue(1_000_000));
const mostPicture = 80_000_000;

/** On its way `argument: undefined` may be left out. */
function without<const M extends string>(method: M) {
  return v.pipe(
    v.object({ id, method: v.literal(method), argument: v.optional(v.undefined()) }),
    v.transform((request) => ({ id: request.id, method: request.method, argument: undefined })),
  );
}

const request: v.GenericSchema<unknown, GraphRequest> = v.variant('method', [
  without('ready'),
  v.object({
    id,
    method: v.literal('reveal'),
    argument: v.object({ id: nodeId, takesFocus: v.boolean() }),
  }),
  v.object({
    id,
    method: v.literal('move'),
    argument: v.object({ id: nodeId, by: v.object({ x: distance, y: distance }) }),
  }),
  v.object({ id, method: v.literal('pin'), argument: v.boolean() }),
  without('exportSvg'),
  v.object({
    id,
    method: v.literal('savePng'),
    argument: v.pipe(v.string(), v.minLength(1), v.maxLength(mostPicture), v.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
  }),
  v.object({ id, method: v.literal('drawPicture'), argument: v.picklist(['light', 'dark']) }),
]);

const kept = v.object({ uri: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)), isPinned: v.boolean() });

/** A message of the page; `undefined` when it is none that this page could send. */
export function readGraphRequest(value: unknown): GraphRequest | undefined {
  const reading = v.safeParse(request, value);
  return reading.success ? reading.output : undefined;
}

/** What a page kept before the window was loaded again; `undefined` when it is nothing of ours. */
export function readKeptGraph(value: unknown): KeptGraph | undefined {
  const reading = v.safeParse(kept, value);
  return reading.success ? reading.output : undefined;
}
