import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where on the disk is kept what one account has read at one Bitbucket. */
export function toCacheFolder(storageFolder: string, apiUrl: string, accountId: string): string {
  const owner = createHash('sha256').update(`${apiUrl} ${accountId}`).digest('hex');
  return join(storageFolder, 'cache', owner);
}

/** Removes what an account has read; nothing there is no error. */
export async function removeAccountCache(storageFolder: string, apiUrl: string, accountId: string): Promise<void> {
  await rm(toCacheFolder(storageFolder, apiUrl, accountId), { recursive: true, force: true });
}
