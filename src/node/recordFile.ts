import { createHash } from 'node:crypto';

const magic = Buffer.from('MaiaDraft');
const version = 1;
const hashLength = 32;
const headLength = magic.length + 1 + hashLength;
/** A smaller hash is sooner done than another thread is asked. */
const mostBytesAtOnce = 256 * 1024;

/** What a file that should be a record turned out to be. */
export type RecordReading =
  | { readonly kind: 'record'; readonly bytes: Uint8Array }
  /** A newer version of the extension wrote it. */
  | { readonly kind: 'newer' }
  /** Torn, or something else altogether. */
  | { readonly kind: 'damaged' };

/** A record as a file: what it is, the version of that, a hash over its name and the rest, the rest. */
export async function toRecordFile(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  return Buffer.concat([magic, Buffer.from([version]), await hashRecord(name, bytes), bytes]);
}

/** A file under another name than it was written for counts as damaged. */
export async function readRecordFile(name: string, file: Buffer): Promise<RecordReading> {
  if (!file.subarray(0, magic.length).equals(magic)) return { kind: 'damaged' };
  if ((file[magic.length] ?? 0) > version) return { kind: 'newer' };
  const bytes = file.subarray(headLength);
  const hash = file.subarray(magic.length + 1, headLength);
  if (file.length < headLength || !(await hashRecord(name, bytes)).equals(hash)) return { kind: 'damaged' };
  return { kind: 'record', bytes: new Uint8Array(bytes) };
}

async function hashRecord(name: string, bytes: Uint8Array): Promise<Buffer> {
  if (bytes.length <= mostBytesAtOnce) return createHash('sha256').update(`${name}\n`).update(bytes).digest();
  const whole = Buffer.concat([Buffer.from(`${name}\n`), bytes]);
  return Buffer.from(await crypto.subtle.digest('SHA-256', whole));
}
