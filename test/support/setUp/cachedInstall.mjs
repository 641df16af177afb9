import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { say } from './progress.mjs';
import { withLock } from './withLock.mjs';

/** Where large tools live, outside the project: shared by all checkouts, kept when one is deleted. */
const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'maia-bitbucket');

/**
 * The folder of a tool, installed first where it is missing. `install` fills an empty folder that is given the final
 * name only when it is complete, so an interrupted installation never counts as one.
 * @param {{ name: string, announcement: string, proof: readonly string[], install: (folder: string) => Promise<void> }} tool
 *   `proof`: files below the folder without which it is not complete
 * @returns {Promise<string>}
 */
export async function cachedInstall({ name, announcement, proof, install }) {
  const folder = join(cacheFolder, name);
  const isComplete = () => proof.every((path) => existsSync(join(folder, path)));
  if (isComplete()) return folder;
  return withLock(join(cacheFolder, `${name}.lock`), async () => {
    if (isComplete()) return folder;
    removeLeftovers(name);
    say(announcement);
    const unfinished = mkdtempSync(join(cacheFolder, `.${name}-`));
    try {
      mkdirSync(unfinished, { recursive: true });
      await install(unfinished);
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
    return folder;
  });
}

/** Under the lock nobody else is installing this tool: what is unfinished was interrupted. */
function removeLeftovers(name) {
  for (const entry of readdirSync(cacheFolder)) {
    if (entry.startsWith(`.${name}-`)) rmSync(join(cacheFolder, entry), { recursive: true, force: true });
  }
}
