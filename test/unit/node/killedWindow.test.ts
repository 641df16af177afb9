import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { DiskDraftFolders } from '../../../src/node/diskDraftFolders';
import { systemClock } from '../../../src/node/systemClock';
import { StoredDraftBook } from '../../../src/repositories/drafts/storedDraftBook';
import { buildProgram } from '../../support/buildProgram';
import { silentLog } from '../../support/silentLog';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';
import { toWrittenContent, writtenScope } from '../../support/writtenDrafts';

const kills = 50;

describe('a window that is killed while it saves', () => {
  let temporary: TemporaryFolder;
  let program: string;
  before(async () => {
    temporary = createTemporaryFolder('killed');
    program = await buildProgram('test/support/draftWriter.ts', temporary.path);
  });
  after(() => {
    temporary.remove();
  });

  const root = () => join(temporary.path, 'drafts');

  /** Saves from a turn on, is killed after a while, and says which turn was the last it was told is kept. */
  async function saveAndDie(firstTurn: number, afterMs: number): Promise<number> {
    const child = spawn(process.execPath, [program, root(), String(firstTurn)]);
    let kept = firstTurn - 1;
    createInterface({ input: child.stdout }).on('line', (line) => (kept = Number(line)));
    const complaints: string[] = [];
    child.stderr.on('data', (text) => complaints.push(String(text)));
    const exited = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), exited]);
    await setTimeout(afterMs);
    child.kill('SIGKILL');
    const [, signal] = (await exited) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL', complaints.join(''));
    return kept;
  }

  const openDrafts = () => {
    const folders = new DiskDraftFolders({ root: root(), log: silentLog });
    return { folders, drafts: new StoredDraftBook({ folders, clock: systemClock, log: silentLog }).open(writtenScope) };
  };

  /** As if two seconds had passed since: what was held is free. */
  const ageLock = () => {
    for (const name of readdirSync(root())) {
      const lock = join(root(), name, 'lock');
      const longAgo = new Date(Date.now() - 10_000);
      if (existsSync(lock)) utimesSync(lock, longAgo, longAgo);
    }
  };

  it(`leaves every draft whole that it has acknowledged, ${kills} times over`, async () => {
    let turn = 0;
    for (let kill = 0; kill < kills; kill++) {
      const kept = await saveAndDie(turn, (kill * 7) % 40);
      assert.ok(kept >= turn, 'It never came to save.');
      const { folders, drafts } = openDrafts();
      for (const last of [kept, kept - 1, kept - 2].filter((it) => it >= 0)) {
        const bytes = await drafts.readContent(`file-${last % 3}.yaml`);
        const found = Number(/^turn (\d+)\n/.exec(new TextDecoder().decode(bytes))?.[1]);
        // One more may be kept than it came to say.
        assert.ok(found === last || found === last + 3, `after kill ${kill}: ${found} instead of ${last}`);
        assert.deepEqual(bytes, toWrittenContent(found));
      }
      folders.dispose();
      ageLock();
      turn = kept + 1;
    }
  });

  it('does not keep the next window from saving, whatever it held', async () => {
    await saveAndDie(0, 5);
    const { folders, drafts } = openDrafts();
    const bytes = toWrittenContent(1);
    await drafts.save([{ path: 'a', base: undefined, change: { kind: 'content', bytes, mode: 'file' } }]);
    assert.deepEqual(await drafts.readContent('a'), bytes);
    folders.dispose();
  });
});
