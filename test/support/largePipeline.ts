import { createPipelineText, type ParameterValue } from './pipelineText';

const types = ['s3-load', 'table-iterator', 'python-script', 'sql-executor'];

/** An orchestration without problems of so many components, 1.7 KB each: with 48 as large as the largest in public. */
export function createLargePipeline(count = 48): string {
  const components = Array.from({ length: count }, (_, index) => ({
    name: `Step ${index}`,
    type: index === 0 ? 'start' : (types[index % types.length] ?? ''),
    transitions: index + 1 < count ? { success: [`Step ${index + 1}`] } : {},
    parameters: createParameters(),
  }));
  return createPipelineText({ kind: 'orchestration', components, variables: [{ name: 'day', scope: 'SHARED' }] });
}

function createParameters(): Record<string, ParameterValue> {
  const script = Array.from({ length: 18 }, (_, line) => `SELECT ${line}, '\${day}' FROM t -- some words here`).join(
    '\n',
  );
  const grid = [
    ['a', 'b'],
    ['c', 'd'],
    ['e ${day}', 'f'],
  ];
  return Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `p${index}`,
      index % 4 === 0 ? grid : index === 5 ? script : `value ${index}`,
    ]),
  );
}
