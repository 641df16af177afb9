// Runs the stories in a real browser: node out/test/support/runE2eTests.js
import { resolve } from 'node:path';
import { testPatienceMs } from './patience';
import { runMocha } from './runMocha';

const { failed } = await runMocha({ folder: resolve('out/test/e2e'), timeoutMs: testPatienceMs });
process.exitCode = failed > 0 ? 1 : 0;
