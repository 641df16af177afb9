import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { startEmulator } from '../emulator/emulator';
import { toEmulatorEnvironment, toEndpointSettings } from './emulatorAccess';
import { quietSettings } from './quietSettings';
import { findRealPipelines, realPipelinesVariable } from './realPipelines';
import { createTemporaryFolder } from './temporaryFolder';

/** Runs `out/test/host` in a VS Code, with an emulator of its own. Resolves with whether all tests passed. */
export async function runHostTests(options: {
  /** `undefined` downloads a desktop VS Code. */
  readonly vscodeExecutablePath?: string;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<boolean> {
  const folder = createTemporaryFolder('host');
  // The editor never uses a proxy for 127.0.0.1; other systems than Linux have only that address.
  const host = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';
  const emulator = await startEmulator({ callbackUrl: 'http://127.0.0.1/', host });
  try {
    writeSettings(folder.path, {
      ...quietSettings,
      ...toEndpointSettings(emulator),
      // In a browser the editor saves by itself after a second, and then passes over a save that is asked for meanwhile.
      'files.autoSave': 'off',
      'maia.bitbucket.consumerCallbackUrl': emulator.consumer.callbackUrl,
    });
    const { vscodeExecutablePath } = options;
    await runTests({
      ...(vscodeExecutablePath === undefined ? {} : { vscodeExecutablePath }),
      extensionDevelopmentPath: resolve('.'),
      extensionTestsPath: resolve('out/test/host/index.js'),
      extensionTestsEnv: {
        ...options.environment,
        ...toEmulatorEnvironment(emulator),
        // The editor runs elsewhere.
        [realPipelinesVariable]: findRealPipelines().folder,
      },
      launchArgs: [`--user-data-dir=${folder.path}`, `--extensions-dir=${join(folder.path, 'extensions')}`],
    });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  } finally {
    await emulator.stop();
    folder.remove();
  }
}

function writeSettings(userDataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(userDataFolder, 'User'), { recursive: true });
  writeFileSync(join(userDataFolder, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
}
