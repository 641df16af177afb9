import { extensionVersion } from '../buildConstants';
import { runCli } from './runCli';

// Whoever reads may have seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Set and not exited with, so that what was written to a pipe arrives.
process.exitCode = await runCli({
  args: process.argv.slice(2),
  cwd: process.cwd(),
  version: extensionVersion,
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
