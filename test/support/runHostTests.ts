// Runs the host tests in server builds of VS Code: node out/test/support/runHostTests.js [oldest] [newest]
import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { runHostTests } from './hostTests';
import { getVscodeBuild, type VscodeAge } from './toolchain';

const executable = resolve('out/test/support/vscodeServerExecutable.js');
chmodSync(executable, 0o755);

const ages: readonly VscodeAge[] = ['oldest', 'newest'];
const asked = ages.filter((age) => process.argv.includes(age));
for (const age of asked.length > 0 ? asked : ages) {
  console.log(`\nHost tests in VS Code ${getVscodeBuild(age).version}`);
  const passed = await runHostTests({ vscodeExecutablePath: executable, environment: { MAIA_VSCODE: age } });
  if (!passed) process.exitCode = 1;
}
