import { mkdir, rmdir, stat } from 'node:fs/promises';

/** Far longer than two looks at the disk take. */
const longestRemovalMs = 10_000;

/**
 * Removes a lock (a folder) that was not renewed for `staleMs`. Only one window at a time may: one that found it stale a
 * moment ago would otherwise remove the lock of whoever took it over meanwhile. So each looks again once it is alone.
 */
export async function removeStaleLock(path: string, staleMs: number): Promise<void> {
  if (!(await isOlder(path, staleMs))) return;
  const removal = `${path}-removal`;
  const isAlone = await mkdir(removal).then(
    () => true,
    () => false,
  );
  if (!isAlone) {
    // Whoever was at it crashed as well.
    if (await isOlder(removal, longestRemovalMs)) await remove(removal);
    return;
  }
  try {
    if (await isOlder(path, staleMs)) await remove(path);
  } finally {
    await remove(removal);
  }
}

async function isOlder(path: string, ageMs: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < Date.now() - ageMs;
}

/** Who cannot remove it now tries again later. */
async function remove(path: string): Promise<void> {
  await rmdir(path).catch(() => undefined);
}
