import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorAdmin } from '../emulator/adminClient';
import { createGeneratedSeed } from '../emulator/seeds/generatedSeed';
import type { Seed } from '../emulator/seeds/seed';
import { type EmulatorAddresses } from '../support/emulatorAccess';
import { startProgram, type RunningProgram } from '../support/startProgram';
import { createTemporaryFolder } from '../support/temporaryFolder';

/** How much there is in it. */
export const size = { workspaces: 10, repositoriesPerWorkspace: 500, pipelinesPerRepository: 500 } as const;

/** A large Bitbucket in a process of its own. */
export interface BigBitbucket {
  readonly addresses: EmulatorAddresses;
  readonly admin: EmulatorAdmin;
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** Starts it without latency, and with that much in it unless told otherwise. `callbackUrl` is its consumer's. */
export async function startBigBitbucket(
  callbackUrl: string,
  content: Seed = createGeneratedSeed(size),
): Promise<BigBitbucket> {
  const folder = createTemporaryFolder('big');
  const seed = join(folder.path, 'seed.json');
  writeFileSync(seed, JSON.stringify(content));
  // The editor treats connections to 127.0.0.1 specially; other systems have only that one.
  const host = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';
  const state = join(folder.path, 'state');
  const args = [resolve('out/test/emulator/main.js'), '--host', host, '--seed', seed, '--state', state];
  const program = startProgram(process.execPath, [...args, '--callback', callbackUrl], process.env);
  const stop = async () => {
    await program.stop();
    folder.remove();
  };
  try {
    const addresses = JSON.parse(await readFirstLine(program)) as EmulatorAddresses;
    return { addresses, admin: new EmulatorAdmin(addresses.adminUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readFirstLine(program: RunningProgram): Promise<string> {
  const deadline = Date.now() + startTimeoutMs;
  while (!program.output().includes('\n')) {
    if (Date.now() > deadline) throw new Error(`The emulator did not start in time:\n${program.output()}`);
    await Promise.race([program.ended, sleep(50)]);
  }
  return program.output().split('\n', 1)[0] ?? '';
}
