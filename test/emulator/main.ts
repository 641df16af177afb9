import { readCommandLine, UsageError } from './commandLine';
import { startEmulator, type Emulator } from './emulator';

try {
  const emulator = await startEmulator(readCommandLine(process.argv.slice(2)));
  const { webUrl, apiUrl, oauthUrl, adminUrl, consumer, users } = emulator;
  console.log(JSON.stringify({ webUrl, apiUrl, oauthUrl, adminUrl, consumer, users }));
  stopWhenAsked(emulator);
} catch (error) {
  const isAboutAddress = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  if (!(error instanceof UsageError) && !isAboutAddress) throw error;
  console.error(`The emulator did not start: ${error.message}`);
  process.exitCode = 1;
}

function stopWhenAsked(emulator: Emulator): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void emulator.stop().then(() => process.exit(0));
    });
  }
}
