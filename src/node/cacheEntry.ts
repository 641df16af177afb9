import { createHash } from 'node:crypto';

const hashLength = 32;
const keyLengthLength = 4;

/** The name of the file an entry is in. */
export function toEntryName(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * What the file holds: a hash over the rest of it (the key's length, the key, the bytes), so that a torn, foreign or
 * swapped file counts as absent.
 */
export function toEntry(key: string, bytes: Uint8Array): Buffer {
  const keyBytes = Buffer.from(key);
  const keyLength = Buffer.alloc(keyLengthLength);
  keyLength.writeUInt32BE(keyBytes.length);
  const rest = Buffer.concat([keyLength, keyBytes, bytes]);
  return Buffer.concat([hashOf(rest), rest]);
}

/** The bytes of the key's entry; `undefined` for anything else. */
export function readEntry(entry: Buffer, key: string): Uint8Array | undefined {
  const rest = entry.subarray(hashLength);
  if (rest.length < keyLengthLength || !hashOf(rest).equals(entry.subarray(0, hashLength))) return undefined;
  const end = keyLengthLength + rest.readUInt32BE();
  if (rest.toString('utf8', keyLengthLength, end) !== key) return undefined;
  return new Uint8Array(rest.subarray(end));
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
