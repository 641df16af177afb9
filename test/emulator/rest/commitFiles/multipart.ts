import { Dicer } from '@fastify/busboy';
import { once } from 'node:events';
import { toBadRequest } from '../apiError';

export interface Part {
  /** Parameters of `Content-Disposition`, by name in lower case. */
  readonly disposition: ReadonlyMap<string, string>;
  /** Without the quotes around it. */
  readonly contentId: string | undefined;
  readonly bytes: Buffer;
}

/** Splits a `multipart/form-data` body. The library splits; headers are read here, because no library tells `x-attributes`. */
export async function readMultipart(contentType: string, body: Buffer): Promise<readonly Part[]> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw toBadRequest('The multipart body has no boundary.');
  const parts: { headers: Readonly<Record<string, readonly string[]>>; chunks: Buffer[] }[] = [];
  const dicer = new Dicer({ boundary });
  dicer.on('part', (stream) => {
    const part = { headers: {}, chunks: [] as Buffer[] };
    parts.push(part);
    stream.on('header', (headers) => (part.headers = headers));
    stream.on('data', (chunk: Buffer) => part.chunks.push(chunk));
    // The whole body ends early then, which is told below.
    stream.on('error', () => undefined);
  });
  dicer.end(body);
  await once(dicer, 'finish').catch(() => {
    throw toBadRequest('The multipart body ends too early.');
  });
  return parts.map(({ headers, chunks }) => ({
    disposition: readDisposition(toText(headers['content-disposition']?.[0] ?? '')),
    contentId: toText(headers['content-id']?.[0] ?? '').replace(/^"(.*)"$/, '$1') || undefined,
    bytes: Buffer.concat(chunks),
  }));
}

const parameter = /;\s*(?<name>[\w*-]+)(?<sign>[=:])(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^";\s]+))\s*/y;

/**
 * Reads `form-data; name="a"; filename="b"`. Atlassian's text writes `x-attributes` with a colon as well as with an equals
 * sign. U: a quote inside a name is taken as escaped by a backslash; percent signs stand for themselves.
 */
function readDisposition(text: string): ReadonlyMap<string, string> {
  const kind = /^(?:form-data|attachment)\s*/i.exec(text)?.[0];
  if (kind === undefined) throw toBadRequest('A part has no usable Content-Disposition.');
  const parameters = new Map<string, string>();
  parameter.lastIndex = kind.length;
  while (parameter.lastIndex < text.length) {
    const { name = '', sign, quoted, plain = '' } = parameter.exec(text)?.groups ?? {};
    const key = name.toLowerCase();
    const isKnown = key !== '' && (sign === '=' || key === 'x-attributes') && !parameters.has(key);
    if (!isKnown) throw toBadRequest(`This Content-Disposition cannot be read: ${text}`);
    parameters.set(key, quoted?.replaceAll(/\\(["\\])/g, '$1') ?? plain);
  }
  return parameters;
}

/** Headers arrive byte by byte; they are UTF-8. */
function toText(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}
