/** A part of a multipart body, as it is written on the wire. */
type Part = readonly [disposition: string, content: string | Buffer];

/** A `multipart/form-data` request, byte by byte as it was written here. */
export function multipart(...parts: readonly Part[]): { readonly type: string; readonly body: Buffer } {
  const boundary = 'XXboundaryXX';
  const chunks = parts.flatMap(([disposition, content]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** A part without a file name. */
export const field = (name: string, value: string): Part => [`form-data; name="${name}"`, value];
/** A part with one; `more` is appended to its header. */
export const file = (path: string, content: string | Buffer, more = ''): Part => [
  `form-data; name="${path}"; filename="x"${more}`,
  content,
];
/** An urlencoded request. */
export const form = (...pairs: readonly (readonly [string, string])[]) => ({
  type: 'application/x-www-form-urlencoded',
  body: Buffer.from(new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString()),
});

/** A request for a commit. */
export type Body = ReturnType<typeof multipart>;
