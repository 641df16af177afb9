import { Busboy } from '@fastify/busboy';

/** A part of a form as it arrived. */
export interface ReadPart {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly bytes: readonly number[];
}

/** A `multipart/form-data` body as a library reads it that undoes backslashes; its parts in order. */
export async function readForm(contentType: string, body: Uint8Array): Promise<readonly ReadPart[]> {
  const busboy = new Busboy({ headers: { 'content-type': contentType }, preservePath: true });
  const parts: ReadPart[] = [];
  busboy.on('field', (name, value) => parts.push({ name, fileName: undefined, bytes: [...Buffer.from(value)] }));
  busboy.on('file', (name, stream, fileName) => {
    const bytes: number[] = [];
    parts.push({ name, fileName, bytes });
    stream.on('data', (chunk: Buffer) => bytes.push(...chunk));
  });
  await new Promise((resolve, reject) => {
    busboy.on('finish', resolve);
    busboy.on('error', reject);
    busboy.end(Buffer.from(body));
  });
  return parts;
}
