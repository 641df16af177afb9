import { join } from 'node:path';
import { readFilesBelow } from '../support/filesBelow';
import { waitUntil } from '../support/waitUntil';
import type { World } from './world';

type ServerFolder = Pick<World, 'serverFolder'>;

/** Waits until a draft on disk holds a text. The editor's own mark goes before what it saves is written. */
export function untilDraftHolds({ serverFolder }: ServerFolder, text: string): Promise<void> {
  return untilHeld(join(serverFolder, 'data/User/globalStorage/maia-community.maia-bitbucket/drafts'), text);
}

/** Waits until the editor itself has put a text that is not saved where a reload leaves it. */
export function untilBackedUp({ serverFolder }: ServerFolder, text: string): Promise<void> {
  return untilHeld(join(serverFolder, 'data/User/Backups'), text);
}

async function untilHeld(root: string, text: string): Promise<void> {
  const bytes = Buffer.from(text).toString('latin1');
  await waitUntil(() => readFilesBelow(root).some(({ content }) => content.includes(bytes)));
}
