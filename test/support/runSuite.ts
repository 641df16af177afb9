// Runs one folder of plain mocha tests: node out/test/support/runSuite.js unit|contract
import { resolve } from 'node:path';
import { runMocha } from './runMocha';

const [name = 'unit'] = process.argv.slice(2);
const { passed, failed } = await runMocha({
  folder: resolve('out/test', name),
  timeoutMs: name === 'unit' ? 10_000 : 30_000,
  reporter: 'dot',
});
if (passed === 0) console.error(`There is no test in test/${name}.`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
