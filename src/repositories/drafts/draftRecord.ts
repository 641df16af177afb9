import * as v from 'valibot';
import type { Draft, DraftScope, PendingCommit, SetAside } from './draft';

/** The format this version writes. A record of any format up to it can be read. */
const draftFormat = 1;

/** A record as it lies on the disk; `newer` ones are for a newer version of the extension only. */
export type DraftRecord =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'newer'; readonly path: string | undefined }
  | { readonly kind: 'damaged' };

const mode = v.picklist(['file', 'executable', 'link']);
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const draft = v.pipe(
  v.object({
    path: v.string(),
    base: v.optional(v.object({ commit: v.string(), hash: v.optional(hash), mode })),
    absentAt: v.optional(v.string()),
    change: v.variant('kind', [
      v.object({ kind: v.literal('content'), hash, size: v.number(), mode }),
      v.object({ kind: v.literal('deleted') }),
      v.object({ kind: v.literal('folder') }),
    ]),
    renamedFrom: v.optional(v.string()),
    savedMs: v.number(),
    sinceMs: v.optional(v.number()),
    conflict: v.optional(v.object({ commit: v.string(), theirs: v.optional(v.object({ hash, mode })) })),
  }),
  v.transform((raw): Draft => ({
    path: raw.path,
    base: raw.base && { commit: raw.base.commit, hash: raw.base.hash, mode: raw.base.mode },
    ...(raw.absentAt !== undefined && { absentAt: raw.absentAt }),
    change: raw.change,
    renamedFrom: raw.renamedFrom,
    savedMs: raw.savedMs,
    ...(raw.sinceMs !== undefined && { sinceMs: raw.sinceMs }),
    conflict: raw.conflict && { commit: raw.conflict.commit, theirs: raw.conflict.theirs },
  })),
);

const scope = v.object({
  accountId: v.string(),
  repository: v.object({ workspace: v.string(), slug: v.string() }),
  branch: v.string(),
});

const setAside = v.object({
  id: v.string(),
  reason: v.picklist(['discarded', 'merged', 'overwritten']),
  setAsideMs: v.number(),
  drafts: v.array(draft),
});

const pending = v.pipe(
  v.object({
    branch: v.string(),
    parent: v.optional(v.string()),
    message: v.string(),
    startedMs: v.number(),
    files: v.array(
      v.object({ path: v.string(), content: v.optional(v.object({ hash, mode })), savedMs: v.optional(v.number()) }),
    ),
  }),
  v.transform((raw): PendingCommit => ({
    ...raw,
    parent: raw.parent,
    files: raw.files.map(({ path, content, savedMs }) => ({
      path,
      content,
      ...(savedMs !== undefined && { savedMs }),
    })),
  })),
);

/** How each format is read; a new one is added here, none is ever taken away. */
const draftReaders: Readonly<Record<number, (raw: unknown) => Draft | undefined>> = {
  1: (raw) => accept(draft, raw),
};

/** What a draft's record says. */
export function readDraftRecord(bytes: Uint8Array): DraftRecord {
  const raw = readEnvelope(bytes);
  if (raw === undefined) return { kind: 'damaged' };
  if (raw.format > draftFormat) return { kind: 'newer', path: raw.path };
  const found = draftReaders[raw.format]?.(raw.content);
  return found === undefined ? { kind: 'damaged' } : { kind: 'draft', draft: found };
}

/** `undefined` for what is damaged, newer, or something else. */
export function readScopeRecord(bytes: Uint8Array): DraftScope | undefined {
  return readCurrent(bytes, scope);
}

/** `undefined` for what is damaged, newer, or something else. */
export function readSetAsideRecord(bytes: Uint8Array): SetAside | undefined {
  return readCurrent(bytes, setAside);
}

/** `undefined` for what is damaged or something else. */
export function readPendingRecord(bytes: Uint8Array): PendingCommit | 'newer' | undefined {
  const raw = readEnvelope(bytes);
  return raw !== undefined && raw.format > draftFormat ? 'newer' : readCurrent(bytes, pending);
}

/** The bytes of any record but content. */
export function toRecord(content: Draft | DraftScope | SetAside | PendingCommit): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ format: draftFormat, ...content }));
}

const envelope = v.looseObject({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  path: v.optional(v.string()),
});

function readEnvelope(bytes: Uint8Array) {
  try {
    const content: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const found = accept(envelope, content);
    return found && { format: found.format, path: found.path, content };
  } catch {
    return undefined;
  }
}

function readCurrent<T>(bytes: Uint8Array, schema: v.GenericSchema<unknown, T>): T | undefined {
  const raw = readEnvelope(bytes);
  return raw === undefined || raw.format > draftFormat ? undefined : accept(schema, raw.content);
}

function accept<T>(schema: v.GenericSchema<unknown, T>, raw: unknown): T | undefined {
  const result = v.safeParse(schema, raw);
  return result.success ? result.output : undefined;
}
