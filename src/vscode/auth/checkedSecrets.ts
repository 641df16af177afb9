import type * as vscode from 'vscode';
import { AuthError } from '../../auth/authError';
import type { Log } from '../../base/log';

/**
 * The same secrets, which fail as `secretsUnavailable` whatever refuses: a locked keyring, a full disk. What they were is
 * never logged, nor what the editor says of it.
 */
export function toCheckedSecrets(secrets: vscode.SecretStorage, log: Log): vscode.SecretStorage {
  const checked = async <T>(title: string, work: () => PromiseLike<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (AuthError.is(error)) throw error;
      log.warn(`The secret storage could not ${title}: ${findReason(error)}.`);
      throw new AuthError({ kind: 'secretsUnavailable' });
    }
  };
  return {
    get: (key) => checked('be read', () => secrets.get(key)),
    store: (key, value) => checked('keep something', () => secrets.store(key, value)),
    delete: (key) => checked('remove something', () => secrets.delete(key)),
    onDidChange: secrets.onDidChange,
  };
}

/** `ENOSPC` and the like, or the kind of error. */
function findReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^[\w-]{1,60}$/.test(code) ? code : 'unknown reason';
}
