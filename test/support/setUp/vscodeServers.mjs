import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedInstall } from './cachedInstall.mjs';
import { runNpm } from './runCommand.mjs';

/** The server builds of VS Code the product is tried in. Node is what each was built for. */
const builds = {
  oldest: { version: '1.100.3', codeServer: '4.100.3', nodeMajor: 20, nodeVersion: '20.20.2' },
  newest: { version: '1.139.1', codeServer: '4.139.1', nodeMajor: 24, nodeVersion: '24.21.0' },
};

const remedy =
  'It comes from the npm registry: check the network (npm ping) and about 1 GB of free disk, then try again.';

/**
 * Installs one of the builds and the Node it needs.
 * @param {'oldest' | 'newest'} age
 * @returns {Promise<{ version: string, folder: string, node: string }>}
 */
export async function installVscodeServer(age) {
  const build = builds[age];
  const folder = await cachedInstall({
    name: `code-server-${build.codeServer}`,
    announcement: `VS Code ${build.version} as a server (600 MB, about half a minute, once)`,
    proof: [
      'node_modules/code-server/out/node/entry.js',
      'node_modules/code-server/lib/vscode/out/server-main.js',
      'node_modules/code-server/lib/vscode/node_modules/.package-lock.json',
    ],
    install: (unfinished) => installCodeServer(unfinished, build.codeServer),
  });
  return {
    version: build.version,
    folder: join(folder, 'node_modules/code-server'),
    node: await installNode(build.nodeMajor, build.nodeVersion),
  };
}

/** Its own install script insists on its Node version and compiles native modules that nothing here needs. */
async function installCodeServer(folder, version) {
  writeFileSync(join(folder, 'package.json'), '{}');
  const options = ['--ignore-scripts', '--engine-strict=false', '--omit=dev'];
  await runNpm(['install', `code-server@${version}`, '--prefix', folder, ...options], { cwd: folder, remedy });
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  await runNpm(['install', '--prefix', vscode, ...options], { cwd: vscode, remedy });
}

async function installNode(major, version) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const executable = process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node';
  const folder = await cachedInstall({
    name: `node-${major}`,
    announcement: `Node ${major}, which this VS Code needs (40 MB, a few seconds, once)`,
    proof: [executable],
    install: async (unfinished) => {
      writeFileSync(join(unfinished, 'package.json'), '{}');
      // Here the install script is the point: it puts the binary for this machine in place.
      const args = ['install', `node@${version}`, '--prefix', unfinished, '--ignore-scripts=false'];
      await runNpm(args, { cwd: unfinished, remedy });
    },
  });
  return join(folder, executable);
}
