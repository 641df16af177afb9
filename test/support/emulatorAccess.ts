import type { Emulator } from '../emulator/emulator';

/** What another process needs to know to use a running emulator. */
export type EmulatorAddresses = Pick<Emulator, 'webUrl' | 'apiUrl' | 'oauthUrl' | 'adminUrl' | 'consumer'>;

const variable = 'MAIA_EMULATOR';

/** The environment variable that tells a child process, or tests inside an extension host, of the emulator. */
export function toEmulatorEnvironment({
  webUrl,
  apiUrl,
  oauthUrl,
  adminUrl,
  consumer,
}: EmulatorAddresses): Record<string, string> {
  return { [variable]: JSON.stringify({ webUrl, apiUrl, oauthUrl, adminUrl, consumer }) };
}

/** The emulator this process was told of. Throws where there is none. */
export function readEmulatorAddresses(): EmulatorAddresses {
  const text = process.env[variable];
  if (text === undefined) throw new Error(`${variable} is not set: start these tests with "npm run test:host".`);
  return JSON.parse(text) as EmulatorAddresses;
}

/** User settings that point the extension at the emulator; which consumer to use is another matter. */
export function toEndpointSettings({
  webUrl,
  apiUrl,
  oauthUrl,
}: Pick<Emulator, 'webUrl' | 'apiUrl' | 'oauthUrl'>): Record<string, string> {
  return {
    'maia.bitbucket.webUrl': webUrl,
    'maia.bitbucket.apiUrl': apiUrl,
    'maia.bitbucket.oauthUrl': oauthUrl,
  };
}
