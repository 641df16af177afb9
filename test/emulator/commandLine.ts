import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type EmulatorOptions } from './emulator';
import { readSeed, SeedError } from './seeds/readSeed';

/** What was asked cannot be done; the message is a sentence for whoever asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the emulator's command line, the seed file it names included. Throws a `UsageError`. */
export function readCommandLine(args: readonly string[]): EmulatorOptions {
  const { port, host, state, seed, callback } = parse(args);
  return {
    host,
    port: readPort(port),
    ...(state === undefined ? {} : { stateFolder: state }),
    ...(seed === undefined ? {} : { seed: readSeedFile(seed) }),
    ...(callback === undefined ? {} : { callbackUrl: callback }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        state: { type: 'string' },
        seed: { type: 'string' },
        callback: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${toText(error)} Known are --port, --host, --state, --seed and --callback.`);
  }
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--port ${text} is no port: it must be a number from 0 (any free one) to 65535.`);
}

function readSeedFile(path: string) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--seed ${path} cannot be read: ${toText(error)}`);
  }
  try {
    return readSeed(text);
  } catch (error) {
    if (error instanceof SeedError) throw new UsageError(`--seed ${path} is no seed. ${error.message}`);
    throw error;
  }
}

function toText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
