import { existsSync, readFileSync } from 'node:fs';
import { say, SetUpError } from './progress.mjs';
import { runNpm } from './runCommand.mjs';

/** Installs the project's packages exactly as locked, unless that is how they are installed already. */
export async function installProjectPackages() {
  if (areInstalledAsLocked()) return;
  say('the packages in package-lock.json (about half a minute)');
  // No package needs its install script here; esbuild and vsce work without theirs.
  await runNpm(['ci', '--ignore-scripts'], {
    remedy: 'Check that the npm registry can be reached (npm ping), then try again.',
  });
}

/** By content and not by age: a fresh checkout of an older lock file is newer than what it describes. */
function areInstalledAsLocked() {
  const installedList = 'node_modules/.package-lock.json';
  if (!existsSync('package-lock.json')) {
    throw new SetUpError('There is no package-lock.json here.', 'Run this from the root of the project.');
  }
  if (!existsSync(installedList)) return false;
  const locked = readPackages('package-lock.json');
  const installed = readPackages(installedList);
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional === true && installed[path] === undefined),
  );
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}
