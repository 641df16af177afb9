import type { PlacedProblem } from '../../src/graph/createGraph';
import { findProblems } from '../../src/pipelines/findProblems';
import type { PipelineDocument } from '../../src/pipelines/pipelineDocument';
import { toProblemMessage } from '../../src/pipelines/problemMessage';
import { createPipelineText, type ComponentSpec } from './pipelineText';

const places: Readonly<Record<string, readonly [number, number]>> = {
  Start: [0, 0],
  'Each region': [160, 0],
  'Load orders from the lake': [320, 0],
  'Rows were loaded?': [480, 0],
  'Transform orders': [640, -80],
  'Nothing to do': [640, 80],
  'Check totals': [800, -80],
  'Tell the team': [640, 192],
  'Old clean-up script': [960, 0],
  'End Success': [960, -80],
  'End Failure': [800, 192],
};

const components: readonly ComponentSpec[] = [
  { name: 'Start', type: 'start', transitions: { unconditional: ['Each region'] } },
  {
    name: 'Each region',
    type: 'fixed-iterator',
    iterationTarget: 'Load orders from the lake',
    transitions: { success: ['Rows were loaded?'], failure: ['Tell the team'] },
  },
  { name: 'Load orders from the lake', type: 's3-load' },
  {
    name: 'Rows were loaded?',
    type: 'if',
    transitions: { true: ['Transform orders'], false: ['Nothing to do'], failure: ['Tell the team'] },
  },
  {
    name: 'Transform orders',
    type: 'run-transformation',
    transitions: { success: ['Check totals'], failure: ['Tell the team'] },
    parameters: { transformationJob: 'sales/orders.tran.yaml' },
  },
  { name: 'Nothing to do', type: 'print-variables' },
  { name: 'Check totals', type: 'sql-executor', transitions: { success: ['End Success', 'Old clean-up script'] } },
  { name: 'Tell the team', type: 'send-email', transitions: { unconditional: ['End Failure'] } },
  { name: 'Old clean-up script', type: 'python-script', isSkipped: true },
  { name: 'End Success', type: 'end-success' },
  { name: 'End Failure', type: 'end-failure' },
];

/** An orchestration with everything a graph can show: every meaning, an iterator, a skipped component, a note. */
export function createOrdersText(): string {
  let text = createPipelineText({ kind: 'orchestration', components });
  Object.entries(places).forEach(([, [x, y]], index) => {
    text = text.replace(new RegExp(`x: ${index * 160}\\n( +)"y": 0\\n`), `x: #${x}\n$1"y": #${y}\n`);
  });
  return `${text.replaceAll('#', '')}  notes:
    "1":
      position:
        x: 0
        "y": -176
      size:
        width: 280
        height: 100
      theme: "light-yellow"
      content: "## Nightly load\\n\\n- **Orders** of every region\\n- ask \`data-team\` before changing the regions"
`;
}

/** Layers of components, as many as wanted, each leading to some of the next layer. */
export function createLayersText(count: number, isPlaced: boolean, rows = 5): string {
  const nameOf = (index: number): string => (index === 0 ? 'Start' : `Step ${index}`);
  const text = createPipelineText({
    kind: 'orchestration',
    components: Array.from({ length: count }, (_, index): ComponentSpec => {
      const next = [index + rows, index + rows + (index % 2)].filter((it) => it < count && it !== index);
      return {
        name: nameOf(index),
        type: index === 0 ? 'start' : 'sql-executor',
        transitions: { [index === 0 ? 'unconditional' : 'success']: [...new Set(next)].map(nameOf) },
      };
    }),
  });
  if (!isPlaced) return text.slice(0, text.indexOf('design:'));
  return text.replaceAll(/x: (\d+)\n( +)"y": 0/g, (_match, x: string, indent: string) => {
    const index = Number(x) / 160;
    return `x: ${Math.floor(index / rows) * 160}\n${indent}"y": ${(index % rows) * 80}`;
  });
}

/** What is wrong with a pipeline, as a graph takes it. */
export function findPlacedProblems(document: PipelineDocument): readonly PlacedProblem[] {
  return findProblems(document).map((problem) => ({
    severity: problem.severity,
    message: toProblemMessage(problem),
    start: problem.span.start,
  }));
}
