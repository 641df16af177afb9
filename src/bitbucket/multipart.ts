import type { RequestBody } from './exchange';

/** A part of a form; neither of its names holds control characters, which a header cannot carry. With a `fileName` it is a file, whose bytes nobody decodes; without one it is plain text. */
export interface FormPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly fileName?: string;
  /** Further parameters of the part's `Content-Disposition`; their names are ours. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * `multipart/form-data` (RFC 7578). Written here because libraries do not let a part's `Content-Disposition` carry
 * Bitbucket's own `x-attributes`. `createBoundary` is asked until its answer occurs in none of the contents.
 */
export function toMultipart(
  parts: readonly FormPart[],
  createBoundary: () => string = () => `maia-${crypto.randomUUID()}`,
): RequestBody {
  const encoder = new TextEncoder();
  const encoded = parts.map((part) => ({
    head: encoder.encode(toHead(part)),
    content: typeof part.content === 'string' ? encoder.encode(part.content) : part.content,
  }));
  const boundary = findFreeBoundary(
    encoded.flatMap(({ head, content }) => [head, content]),
    createBoundary,
  );
  const chunks = encoded.flatMap(({ head, content }, index) => [
    encoder.encode(`${index === 0 ? '' : '\r\n'}--${boundary}\r\n`),
    head,
    content,
  ]);
  const end = encoder.encode(`${parts.length === 0 ? '' : '\r\n'}--${boundary}--\r\n`);
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: concatenate([...chunks, end]) };
}

function toHead({ name, fileName, parameters = {} }: FormPart): string {
  const all = { name, ...(fileName !== undefined && { filename: fileName }), ...parameters };
  const disposition = Object.entries(all).map(([parameter, value]) => `; ${parameter}="${escape(value)}"`);
  // Without a type of its own a file may be taken for text and its line ends or characters changed.
  const type = fileName === undefined ? '' : 'Content-Type: application/octet-stream\r\n';
  return `Content-Disposition: form-data${disposition.join('')}\r\n${type}\r\n`;
}

/**
 * A quoted string, in UTF-8. Browsers write a quote as `%22`, but Python's readers, like those of mail, take that
 * literally and undo backslashes: which way Bitbucket reads is not documented. A backslash that cannot be mistaken for
 * one of theirs is left alone, as both understand that.
 */
function escape(value: string): string {
  return value.replace(/"|\\(?=["\\]|$)/g, '\\$&');
}

function findFreeBoundary(contents: readonly Uint8Array[], createBoundary: () => string): string {
  for (;;) {
    const boundary = createBoundary();
    const bytes = new TextEncoder().encode(boundary);
    if (!contents.some((content) => contains(content, bytes))) return boundary;
  }
}

function contains(content: Uint8Array, sought: Uint8Array): boolean {
  const [first = 0] = sought;
  for (let at = content.indexOf(first); at !== -1; at = content.indexOf(first, at + 1)) {
    if (sought.every((byte, index) => content[at + index] === byte)) return true;
  }
  return false;
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
