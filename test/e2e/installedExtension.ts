import { join } from 'node:path';
import { packageExtension } from '../support/packageExtension';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { getVscodeBuild, type VscodeAge } from '../support/toolchain';
import { installExtension } from '../support/vscodeServer';

type Consumers = Parameters<typeof packageExtension>[1];

const packaged = new Map<string, Promise<string>>();
const installed = new Map<string, Promise<string>>();

/**
 * Resolves with a folder of extensions in which a VS Code has installed the packaged one, to be copied: what many stories
 * begin with is done once. It is gone when the process ends.
 */
export function installOnce(vscode: VscodeAge, consumers: Consumers): Promise<string> {
  const key = JSON.stringify([vscode, consumers]);
  const known = installed.get(key) ?? install(vscode, consumers);
  installed.set(key, known);
  return known;
}

async function install(vscode: VscodeAge, consumers: Consumers): Promise<string> {
  const folder = createFolder();
  await installExtension({ build: getVscodeBuild(vscode), folder }, await packageOnce(consumers));
  return join(folder, 'extensions');
}

function packageOnce(consumers: Consumers): Promise<string> {
  const key = JSON.stringify(consumers);
  const known = packaged.get(key) ?? packageExtension(createFolder(), consumers);
  packaged.set(key, known);
  return known;
}

function createFolder(): string {
  const { path, remove } = createTemporaryFolder('extension');
  process.once('exit', remove);
  return path;
}
