/** The handful of editor values that adapters build. Everything else is left out, so that a test that needs it fails loudly. */
export { URI as Uri } from 'vscode-uri';

export const env = { uriScheme: 'vscode' };

export class FileSystemError extends Error {
  static FileNotFound(uri: unknown) {
    return new FileSystemError(`FileNotFound:${String(uri)}`);
  }
  static NoPermissions(uri: unknown) {
    return new FileSystemError(`NoPermissions:${String(uri)}`);
  }
  static Unavailable(message: string) {
    return new FileSystemError(`Unavailable:${message}`);
  }
}
