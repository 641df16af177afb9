export interface CgiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly rest: Buffer;
}

/** Splits what a CGI program prints into status, headers and body. A program that printed nothing failed. */
export function readCgiHeaders(output: Buffer): CgiAnswer {
  const end = output.indexOf('\r\n\r\n');
  if (end < 0) return { status: 500, headers: {}, rest: Buffer.alloc(0) };
  const headers: Record<string, string> = {};
  for (const line of output.toString('utf8', 0, end).split('\r\n')) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon)] = line.slice(colon + 1).trim();
  }
  const { Status: status = '200', ...others } = headers;
  return { status: Number.parseInt(status, 10), headers: others, rest: output.subarray(end + 4) };
}
