import { parseDocument } from 'yaml';
import { findFileProblems } from '../../src/pipelines/findFileProblems';
import { findProblems } from '../../src/pipelines/findProblems';
import { createKnownFiles, type KnownFiles } from '../../src/pipelines/knownFiles';
import type { PipelineDocument } from '../../src/pipelines/pipelineDocument';
import { readPipeline, rereadPipeline } from '../../src/pipelines/readPipeline';
import { createLargePipeline } from '../support/largePipeline';
import { createPipelineText } from '../support/pipelineText';
import { toMedian, type Figure } from './figure';
import { createYamlCheck } from './yamlLanguageServer';

const repositorySize = 500;
const warmUps = 15;

/**
 * A full check beside the parser alone and beside the YAML language server with a JSON schema, in turns so that all meet
 * the same machine: of a pipeline as large as the largest in public, and of a repository of small ones.
 */
export async function measurePipelines(rounds: number): Promise<readonly Figure[]> {
  const checkYaml = await createYamlCheck();
  const large = createLargePipeline();
  const small = Array.from({ length: repositorySize }, (_, index) => createSmallPipeline(index));
  const files = createKnownFiles(['a.orch.yaml'], true);
  const check = (text: string) => findFileProblems('a.orch.yaml', text, { files });
  const parse = (text: string) => parseDocument(text, { keepSourceTokens: true });
  const one = await compare(rounds, {
    check: () => check(large),
    parse: () => parse(large),
    checkYaml: () => checkYaml(large),
  });
  const all = await compare(Math.min(rounds, 11), {
    check: () => small.map(check),
    parse: () => small.map(parse),
    checkYaml: async () => {
      for (const text of small) await checkYaml(text);
    },
  });
  return [
    ...toFigures(`check of a pipeline of ${Math.round(large.length / 1000)} KB`, one),
    ...measureKeystroke(rounds, large, files),
    ...toFigures(`check of a repository of ${repositorySize} pipelines`, all),
  ];
}

/** A check while somebody types in the middle of a pipeline: as the editor does it, beside a check of all of it, in turns. */
function measureKeystroke(rounds: number, text: string, files: KnownFiles): readonly Figure[] {
  const context = { path: 'a.orch.yaml', files };
  const at = text.indexOf('value 7', text.length / 2);
  const times = { again: [] as number[], full: [] as number[] };
  const measure = (list: number[], read: () => PipelineDocument) => {
    const start = readProcessorMs();
    const document = read();
    findProblems(document, context);
    list.push(readProcessorMs() - start);
    return document;
  };
  let last = readPipeline(text, 'orchestration');
  for (let round = -warmUps; round < rounds; round++) {
    if (round === 0) times.again.length = times.full.length = 0;
    const typed = last.text.slice(0, at) + 'x' + last.text.slice(at);
    const [before, isFirst] = [last, round % 2 === 0];
    if (isFirst) last = measure(times.again, () => rereadPipeline(before, typed, 'orchestration'));
    measure(times.full, () => readPipeline(typed, 'orchestration'));
    if (!isFirst) last = measure(times.again, () => rereadPipeline(before, typed, 'orchestration'));
  }
  const [again, full] = [toMedian(times.again), toMedian(times.full)];
  const name = `check after one keystroke in a pipeline of ${Math.round(text.length / 1000)} KB`;
  return [
    { name: `${name}: of what changed`, value: again, unit: 'ms', limit: null, reference: full },
    { name: `${name}: of all of it`, value: full, unit: 'ms', limit: null, reference: null },
    { name: `${name}, beside a check of all of it`, value: again / full, unit: 'ratio', limit: 0.5, reference: 1 },
  ];
}

/** Ways to read the same texts; as times in milliseconds. */
interface Compared<T> {
  readonly check: T;
  readonly parse: T;
  readonly checkYaml: T;
}

function toFigures(name: string, { check, parse, checkYaml }: Compared<number>): readonly Figure[] {
  const ratio = { unit: 'ratio', reference: 1 } as const;
  return [
    { name, value: check, unit: 'ms', limit: null, reference: parse },
    { name: `${name}, beside the parser alone`, value: check / parse, limit: 1.5, ...ratio },
    { name: `${name}, beside the YAML language server`, value: check / checkYaml, limit: 1, ...ratio },
  ];
}

/** The medians of all, in processor time, which other programs do not add to. Who is first changes from round to round. */
async function compare(rounds: number, ways: Compared<() => unknown>): Promise<Compared<number>> {
  const times: Compared<number[]> = { check: [], parse: [], checkYaml: [] };
  const names = ['check', 'parse', 'checkYaml'] as const;
  for (let round = -warmUps; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUps) % names.length] ?? 'check';
      const start = readProcessorMs();
      await ways[name]();
      if (round >= 0) times[name].push(readProcessorMs() - start);
    }
  }
  return { check: toMedian(times.check), parse: toMedian(times.parse), checkYaml: toMedian(times.checkYaml) };
}

/** Of all threads of this program. */
function readProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function createSmallPipeline(index: number): string {
  return createPipelineText({
    kind: 'orchestration',
    components: [
      { name: 'Start', type: 'start', transitions: { unconditional: ['Load'] } },
      {
        name: 'Load',
        type: 'sql-executor',
        transitions: { success: ['End'] },
        parameters: { sqlScript: `SELECT ${index}` },
      },
      { name: 'End', type: 'end-success' },
    ],
  });
}
