// Runs one folder of plain mocha tests: node out/test/support/runSuite.js unit|contract|model|windows|page
import { resolve } from 'node:path';
import { testPatienceMs } from './patience';
import { runMocha } from './runMocha';

const [name = 'unit'] = process.argv.slice(2);
/** The sequences of the model are many tests in one. */
const timeoutMs = name === 'model' ? 6 * testPatienceMs : testPatienceMs;
const { passed, failed } = await runMocha({
  folder: resolve('out/test', name),
  timeoutMs,
  reporter: 'dot',
});
if (passed === 0) console.error(`There is no test in test/${name}.`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
