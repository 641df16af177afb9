// Measures what the README claims, one JSON object per line; progress goes to stderr.
//   node out/test/bench/main.js [--rounds 11] [sizes] [lists] [drafts] [commits] [folder] [activation] [oldest] [pipelines] [typing] [wizard] [wizardList] [memory]
import { parseArgs } from 'node:util';
import { isExact, type Figure } from './figure';
import { measureActivation } from './measureActivation';
import { measureCommits } from './measureCommits';
import { measureDataSource } from './measureDataSource';
import { measureDrafts } from './measureDrafts';
import { measureFolder } from './measureFolder';
import { measureGraph } from './measureGraph';
import { measureMemory } from './measureMemory';
import { measurePipelines } from './measurePipelines';
import { measureSizes } from './measureSizes';
import { measureTyping } from './measureTyping';
import { measureWizard } from './measureWizard';
import { measureWizardList } from './measureWizardList';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '11' } },
});
const rounds = Number(values.rounds);

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  sizes: measureSizes,
  lists: () => measureDataSource(rounds),
  drafts: () => measureDrafts(Math.max(rounds, 31)),
  commits: () => measureCommits(rounds),
  folder: () => measureFolder(rounds),
  activation: () => measureActivation('newest', rounds),
  oldest: () => measureActivation('oldest', rounds),
  pipelines: () => measurePipelines(Math.max(rounds, 31)),
  typing: () => measureTyping(Math.min(rounds, 5)),
  wizard: () => measureWizard(Math.min(rounds, 7)),
  wizardList: () => measureWizardList(Math.min(rounds, 3)),
  graph: () => measureGraph(Math.min(rounds, 7)),
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
