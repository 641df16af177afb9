import fc from 'fast-check';
import assert from 'node:assert/strict';
import { EmulatorAdmin } from '../emulator/adminClient';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { BranchInGit } from './branchInGit';
import { commandSequences, usualCrashes, type Mix } from './commands';
import { Scene } from './scene';
import type { Stage } from './stage';
import { WindowProcess, WindowRefused } from './windowProcess';
import { sabotages, type Sabotage } from './windowProtocol';

const repository = { workspace: 'acme', slug: 'sales-analytics' };
const sequences = Number(process.env['MAIA_MODEL_SEQUENCES'] ?? 500);
/** The same sequences for everybody, so that a change is judged by itself; other ones begin with another number. */
const firstSeed = Number(process.env['MAIA_MODEL_FIRST_SEED'] ?? 20_261_124);
/** Enough for every protection to be missed; the first loss ends it. */
const sequencesWithoutProtection = 400;

/** A sequence waits a good deal, so some run beside each other, on an emulator each. */
const lanes = 6;

describe('edits, through everything that can happen to them', () => {
  const emulators: Emulator[] = [];
  const stages: Stage[] = [];
  let scenes = 0;

  before(async () => {
    for (let lane = 0; lane < lanes; lane++) {
      const emulator = await startEmulator();
      emulators.push(emulator);
      const admin = new EmulatorAdmin(emulator.adminUrl);
      const token = (await admin.mintTokens('anna', ['account', 'repository:write'])).access_token;
      const git = new BranchInGit(await admin.repositoryFolder(repository));
      stages.push({ admin, apiUrl: emulator.apiUrl, token, ...repository, git, sabotage: undefined });
    }
  });

  after(async () => {
    await WindowProcess.endSpare();
    for (const { git } of stages) git.dispose();
    await Promise.all(emulators.map((emulator) => emulator.stop()));
  });

  /** Every sequence has a branch of its own, so that they do not meet. Resolves with what each lane found. */
  async function runSequences(numRuns: number, mix: Mix, sabotage?: Sabotage) {
    // With the seed of a failure it is run again, and made as short as can be.
    const seed = process.env['MAIA_MODEL_SEED'];
    const replay = seed !== undefined && { seed: Number(seed), path: process.env['MAIA_MODEL_PATH'] ?? '' };
    const used = stages.slice(0, replay === false ? Math.min(lanes, numRuns) : 1);
    let isFailed = false;
    // What an atomic replace protects from happens in crashes only.
    const crashes = sabotage === 'atomicReplace' ? 10 * usualCrashes : usualCrashes;
    const runLane = (stage: Stage, lane: number) => {
      const property = fc.asyncProperty(commandSequences(mix, crashes), async (commands) => {
        // The first failure is enough.
        if (isFailed && replay === false) return;
        const scene = await Scene.open({ ...stage, sabotage }, `model/${scenes++}`);
        try {
          await fc.asyncModelRun(() => ({ model: {}, real: scene }), commands);
          await scene.finish();
        } catch (error) {
          isFailed = true;
          throw error;
        } finally {
          await scene.close();
        }
      });
      const share = Math.floor(numRuns / used.length) + (lane < numRuns % used.length ? 1 : 0);
      return fc.check(property, { numRuns: share, endOnFailure: replay === false, seed: firstSeed + lane, ...replay });
    };
    return Promise.all(used.map(runLane));
  }

  it('are on the branch, in a draft or in a conflict on screen, and undo nothing of anybody’s', async () => {
    const mix: Mix = new Map();
    const results = await runSequences(sequences, mix);
    const ran = results.reduce((sum, { numRuns }) => sum + numRuns, 0);
    const counts = [...mix].sort(([a], [b]) => a.localeCompare(b)).map(([name, count]) => `${count} × ${name}`);
    process.stdout.write(`${ran} sequences: ${counts.join('; ')}\n`);
    const failure = results.find(({ failed }) => failed);
    if (failure !== undefined) {
      const [reason] = String(failure.errorInstance).split('\n');
      throw new Error(`${reason}\n${fc.defaultReportMessage(failure)}`, { cause: failure.errorInstance });
    }
    assert.equal(ran, sequences);
    for (const { git } of stages) assert.equal(await git.fsck(), '');
  });

  for (const sabotage of sabotages) {
    it(`would be lost without ${sabotage}, and that would be seen here`, async () => {
      const results = await runSequences(sequencesWithoutProtection, new Map(), sabotage);
      const failure = results.find(({ failed }) => failed);
      assert.ok(failure, `Nothing was lost without ${sabotage}: the sequences prove nothing about it.`);
      // Seen by a check or said by the drafts themselves, and not by a window that did not even start.
      if (!isFinding(failure.errorInstance)) throw failure.errorInstance;
    });
  }
});

/** Drafts whose bytes are gone say so to whoever reads them, which may be the check itself. */
function isFinding(error: unknown): boolean {
  if (error instanceof assert.AssertionError) return true;
  return (
    error instanceof WindowRefused && error.message.startsWith('DraftStoreError: The bytes of a draft are missing')
  );
}
