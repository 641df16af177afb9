import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** A file's text, or why it has none that can be checked. */
export type Source =
  | { readonly kind: 'text'; readonly text: string }
  /** Where the first byte is that is no UTF-8: line and column from one. */
  | { readonly kind: 'otherEncoding'; readonly line: number; readonly column: number }
  /** `reason` is the system's own word for it, as in `EACCES: permission denied`. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a file; never throws. A byte order mark stays in the text. */
export function readSource(path: string): Source {
  try {
    const bytes = readFileSync(path);
    return isUtf8(bytes) ? { kind: 'text', text: bytes.toString() } : { kind: 'otherEncoding', ...findOther(bytes) };
  } catch (error) {
    return { kind: 'unreadable', reason: toReason(error) };
  }
}

/** The system's own word for why something could not be read, as in `EACCES: permission denied`. */
export function toReason(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  // The system's sentence goes on with the whole path, which is told anyway.
  const [reason = ''] = error.message.split(',', 1);
  return reason;
}

const lineFeed = 0x0a;

function findOther(bytes: Buffer): { readonly line: number; readonly column: number } {
  for (let line = 1, from = 0; ; line++) {
    const end = bytes.indexOf(lineFeed, from);
    const text = bytes.subarray(from, end === -1 ? bytes.length : end);
    if (!isUtf8(text) || end === -1) return { line, column: text.toString().indexOf('\uFFFD') + 1 };
    from = end + 1;
  }
}
