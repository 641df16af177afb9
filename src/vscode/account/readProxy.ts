const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/**
 * Host and port of the proxy that the editor's requests go through: its setting, else the environment's, as the editor
 * has it. Whatever names a user or a password is left out.
 */
export function readProxy(
  setting: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const named = variables.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
  const written = typeof setting === 'string' && setting !== '' ? setting : named;
  if (written === undefined) return undefined;
  const url = /^\w+:\/\//.test(written) ? written : `http://${written}`;
  return URL.canParse(url) ? new URL(url).host : undefined;
}
