// A window that works under a lock whenever it is told to, and says whether another one was at work at the same time:
// node lockContender.mjs FOLDER. A line of input starts it.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { FolderLock } from '../../src/node/folderLock';

const [folder = ''] = process.argv.slice(2);
const mark = join(folder, 'at-work');
const lock = new FolderLock({ folder, log: { warn: (message) => process.stderr.write(`${message}\n`) } });

for await (const line of createInterface({ input: process.stdin })) {
  // All wake up for the same moment: how long a line takes differs more than what is looked for.
  while (Date.now() < Number(line));
  const isAlone = await lock.run(async () => {
    const isFirst = await writeFile(mark, '', { flag: 'wx' }).then(
      () => true,
      () => false,
    );
    await setTimeout(5);
    if (isFirst) await rm(mark);
    return isFirst;
  });
  process.stdout.write(isAlone ? 'alone\n' : 'together\n');
}
