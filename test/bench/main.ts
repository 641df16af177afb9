// Measures what the README claims, one JSON object per line; progress goes to stderr.
//   node out/test/bench/main.js [--rounds 11] [sizes] [lists] [activation] [oldest] [memory]
import { parseArgs } from 'node:util';
import { isExact, type Figure } from './figure';
import { measureActivation } from './measureActivation';
import { measureDataSource } from './measureDataSource';
import { measureMemory } from './measureMemory';
import { measureSizes } from './measureSizes';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '11' } },
});
const rounds = Number(values.rounds);

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  sizes: measureSizes,
  lists: () => measureDataSource(rounds),
  activation: () => measureActivation('newest', rounds),
  oldest: () => measureActivation('oldest', rounds),
  memory: () => measureMemory(Math.min(rounds, 3)),
};
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0 || !(rounds >= 1)) {
  console.error(`Use --rounds NUMBER, and any of: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

for (const [name, measure] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.error(`Measuring: ${name}`);
  try {
    for (const figure of await measure()) report(figure);
  } catch (error) {
    console.error(`Could not be measured: ${name}.`, error);
    process.exitCode = 1;
  }
}

function report(figure: Figure): void {
  console.log(JSON.stringify(figure));
  if (!isExact(figure) || figure.limit === null || figure.value <= figure.limit) return;
  console.error(`Too much: ${figure.name}`);
  process.exitCode = 1;
}
