// Saves drafts one after the other until it is killed, and says after each that it is kept.
import { systemClock as clock } from '../../src/node/systemClock';
import { DiskDraftFolders } from '../../src/node/diskDraftFolders';
import { StoredDraftBook } from '../../src/repositories/drafts/storedDraftBook';
import { toWrittenContent, writtenScope } from './writtenDrafts';

const [root = '', firstTurn = '0'] = process.argv.slice(2);
const log = { warn: (message: string) => process.stderr.write(`${message}\n`) };
const drafts = new StoredDraftBook({ folders: new DiskDraftFolders({ root, log }), clock, log }).open(writtenScope);

for (let turn = Number(firstTurn); ; turn++) {
  const path = `file-${turn % 3}.yaml`;
  const bytes = toWrittenContent(turn);
  await drafts.save([{ path, base: undefined, change: { kind: 'content', bytes, mode: 'file' } }]);
  process.stdout.write(`${turn}\n`);
}
