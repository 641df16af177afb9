// Runs the host tests in a desktop VS Code: node out/test/support/runDesktopTests.js [version]
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { runHostTests } from './hostTests';

const version = process.argv[2] ?? 'stable';
try {
  const vscodeExecutablePath = await downloadAndUnzipVSCode(version);
  const passed = await runHostTests({ vscodeExecutablePath, environment: {} });
  if (!passed) process.exitCode = 1;
} catch (error) {
  console.error(
    `VS Code (${version}) could not be downloaded: ${error instanceof Error ? error.message : String(error)}`,
  );
  console.error('These tests need update.code.visualstudio.com. "npm run test:host" runs them without it.');
  process.exitCode = 1;
}
