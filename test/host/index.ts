import { fileURLToPath } from 'node:url';
import { testPatienceMs } from '../support/patience';
import { runMocha } from '../support/runMocha';

/** Called by VS Code inside the extension host; rejects when a test fails, which becomes the exit code. */
export async function run(): Promise<void> {
  const { passed, failed } = await runMocha({
    folder: fileURLToPath(new URL('.', import.meta.url)),
    timeoutMs: testPatienceMs,
  });
  if (passed === 0) throw new Error('No test ran.');
  if (failed > 0) throw new Error(`${failed} of ${failed + passed} tests failed.`);
}
