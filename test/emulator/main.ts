import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startEmulator } from './emulator';
import { type Seed } from './seeds/seed';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    state: { type: 'string' },
    seed: { type: 'string' },
    callback: { type: 'string' },
  },
});

const emulator = await startEmulator({
  host: values.host,
  port: Number(values.port),
  ...(values.state === undefined ? {} : { stateFolder: values.state }),
  ...(values.seed === undefined ? {} : { seed: JSON.parse(readFileSync(values.seed, 'utf8')) as Seed }),
  ...(values.callback === undefined ? {} : { callbackUrl: values.callback }),
});

const { webUrl, apiUrl, oauthUrl, adminUrl, consumer, users } = emulator;
console.log(JSON.stringify({ webUrl, apiUrl, oauthUrl, adminUrl, consumer, users }));

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void emulator.stop().then(() => process.exit(0));
  });
}
