import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces a file in one step, for its owner alone, and makes the folder if need be. Resolves once it is on the disk. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(path, text, { mode: 0o600 });
}
