import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedInstall } from './cachedInstall.mjs';
import { runNpm } from './runCommand.mjs';

/** The last one that runs on Node 20. */
const version = '1.25.0';

/**
 * Installs the language server for YAML that the bench compares with: beside the project, whose packages stay few.
 * @returns {Promise<{ version: string, folder: string }>}
 */
export async function installYamlLanguageServer() {
  const folder = await cachedInstall({
    name: `yaml-language-server-${version}`,
    announcement: `yaml-language-server ${version}, to compare with (30 MB, a few seconds, once)`,
    proof: ['node_modules/yaml-language-server/out/server/src/index.js', 'node_modules/.package-lock.json'],
    install: async (unfinished) => {
      writeFileSync(join(unfinished, 'package.json'), '{}');
      const remedy = 'It comes from the npm registry: check the network (npm ping), then try again.';
      const args = ['install', `yaml-language-server@${version}`, '--prefix', unfinished, '--ignore-scripts'];
      await runNpm([...args, '--omit=dev'], { cwd: unfinished, remedy });
    },
  });
  return { version, folder };
}
