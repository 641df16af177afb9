import { spawnSync } from 'node:child_process';
import { say, SetUpError } from './progress.mjs';
import { runCommand } from './runCommand.mjs';

/** Makes sure there is a `git`, on which the emulator's repositories rest. */
export async function installGit() {
  if (isThere('git', ['--version'])) return;
  const isDebianRoot = process.getuid?.() === 0 && isThere('apt-get', ['--version']);
  const remedy = 'Install git 2.31 or newer (on Debian: apt-get install git), then try again.';
  if (!isDebianRoot)
    throw new SetUpError('git is not installed, and the emulator stores its repositories in it.', remedy);
  say('git (apt-get install git, about half a minute, once)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-q'], { env, remedy });
  await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'git'], { env, remedy });
}

function isThere(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).error === undefined;
}
