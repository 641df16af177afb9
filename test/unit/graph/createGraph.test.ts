import assert from 'node:assert/strict';
import { createGraph } from '../../../src/graph/createGraph';
import { findFrames } from '../../../src/graph/findFrames';
import type { Graph } from '../../../src/graph/graphModel';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { findPlacedProblems } from '../../support/graphSamples';
import { createPipelineText, type PipelineSpec } from '../../support/pipelineText';

const load: PipelineSpec = {
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['Each file'] } },
    {
      name: 'Each file',
      type: 'file-iterator',
      iterationTarget: 'Load',
      transitions: { success: ['Is there more'], failure: ['Tell'] },
    },
    { name: 'Load', type: 's3-load' },
    { name: 'Is there more', type: 'if', transitions: { true: ['Start again'], false: ['End'] } },
    { name: 'Start again', type: 'run-orchestration', isSkipped: true },
    { name: 'Tell', type: 'send-email' },
    { name: 'End', type: 'end-success' },
  ],
};

const withoutDesign = (text: string): string => text.slice(0, text.indexOf('design:'));

async function read(text: string): Promise<Graph> {
  const document = readPipeline(text);
  return createGraph(document, findPlacedProblems(document));
}

function findCovering(graph: Graph): string[] {
  return graph.nodes.flatMap((a, index) =>
    graph.nodes
      .slice(index + 1)
      .filter((b) => Math.abs(a.x - b.x) < a.width && Math.abs(a.y - b.y) < a.height)
      .map((b) => `${a.name} and ${b.name}`),
  );
}

describe('the graph of a pipeline', () => {
  it('has every component, and every connection in the meaning it has in Maia', async () => {
    const { nodes, edges, kind, reading } = await read(createPipelineText(load));
    assert.deepEqual(
      nodes.map(({ name }) => name),
      load.components.map(({ name }) => name),
    );
    const names = new Map(nodes.map(({ id, name }) => [id, name]));
    assert.deepEqual(
      edges.map(({ from, kind: meaning, to }) => `${names.get(from) ?? ''} ${meaning} ${names.get(to) ?? ''}`),
      [
        'Start unconditional Each file',
        'Each file success Is there more',
        'Each file failure Tell',
        'Each file iteration Load',
        'Is there more true Start again',
        'Is there more false End',
      ],
    );
    assert.deepEqual([kind, reading], ['orchestration', 'whole']);
  });

  it('leads from sources to what they feed in a transformation', async () => {
    const { edges } = await read(
      createPipelineText({
        kind: 'transformation',
        components: [
          { name: 'Orders', type: 'table-input' },
          { name: 'Sum', type: 'aggregate', sources: ['Orders'] },
        ],
      }),
    );
    assert.deepEqual(
      edges.map(({ from, to, kind }) => [from, to, kind]),
      [['1:Orders', '1:Sum', 'data']],
    );
  });

  it('puts a frame around an iterator and what it runs', async () => {
    const { nodes, edges } = await read(createPipelineText(load));
    const [frame, ...others] = findFrames(nodes, edges);
    assert.deepEqual(others, []);
    assert.ok(frame);
    const inside = nodes.filter(({ x, y }) => x > frame.x && y > frame.y && x < frame.x + frame.width);
    assert.ok(inside.some(({ name }) => name === 'Each file') && inside.some(({ name }) => name === 'Load'));
  });

  it('marks what is skipped, and has each problem on the component it is in', async () => {
    const text = createPipelineText(load).replace('- "Tell"', '- "Tel"');
    const { nodes } = await read(text);
    assert.deepEqual(
      nodes.filter(({ isSkipped }) => isSkipped).map(({ name }) => name),
      ['Start again'],
    );
    const iterator = nodes.find(({ name }) => name === 'Each file');
    assert.deepEqual(iterator?.problems, [
      { severity: 'error', message: 'No component is named “Tel”. Did you mean “Tell”?' },
    ]);
  });

  it('stands where the file says, nearer or farther but in the same order', async () => {
    const { nodes } = await read(createPipelineText(load));
    assert.ok(nodes.every(({ isPlaced }) => isPlaced));
    const xs = nodes.map(({ x }) => x);
    assert.deepEqual(
      xs,
      [...xs].sort((a, b) => a - b),
    );
  });

  it('is laid out without covering anything where the file says nothing', async () => {
    const graph = await read(withoutDesign(createPipelineText(load)));
    assert.ok(graph.nodes.every(({ isPlaced }) => !isPlaced));
    assert.deepEqual(findCovering(graph), []);
    const x = (name: string) => graph.nodes.find((it) => it.name === name)?.x ?? NaN;
    assert.ok(x('Start') < x('Each file') && x('Each file') < x('Load') && x('Is there more') < x('End'));
  });

  it('puts one that has no place yet beside what leads to it', async () => {
    const text = createPipelineText(load);
    const start = text.lastIndexOf('    End:');
    const graph = await read(text.slice(0, start));
    const [end, before] = ['End', 'Is there more'].map((name) => graph.nodes.find((it) => it.name === name));
    assert.ok(end && before && end.x > before.x && end.x - before.x < 300);
    assert.deepEqual(findCovering(graph), []);
  });

  it('moves apart what the file puts to one place', async () => {
    const text = createPipelineText(load).replaceAll(/x: \d+/g, 'x: 0');
    assert.deepEqual(findCovering(await read(text)), []);
  });

  it('keeps a component that is there twice as two', async () => {
    const twice = { ...load, components: [...load.components, { name: 'End', type: 'end-failure' }] };
    const { nodes } = await read(createPipelineText(twice));
    assert.deepEqual(new Set(nodes.map(({ id }) => id)).size, nodes.length);
  });

  it('shows what can be read of a text that is half typed, and says so', async () => {
    const text = createPipelineText(load).replace('type: "if"', 'type: "if');
    const { nodes, reading } = await read(text);
    assert.equal(reading, 'partial');
    assert.ok(nodes.length >= load.components.length - 1);
  });

  for (const number of ['1e308', '-1e308', '.nan', '.inf', 'many', '999999999999']) {
    it(`puts a component whose place is ${number} where somebody can find it`, async () => {
      const text = createPipelineText(load).replace('x: 160', `x: ${number}`).replace('"y": 0', `"y": ${number}`);
      const { nodes } = await read(text);
      assert.ok(nodes.every(({ x, y }) => Math.abs(x) < 100_000 && Math.abs(y) < 100_000));
    });
  }

  it('places thousands of components, with and without a design, and all at one place', async () => {
    const components = Array.from({ length: 4000 }, (_, index) => ({
      name: `<b>${index}`,
      type: 'sql',
      transitions: { success: [`<b>${(index * 7 + 1) % 4000}`] },
    }));
    const text = createPipelineText({ kind: 'orchestration', components });
    for (const it of [text, withoutDesign(text), text.replaceAll(/x: \d+/g, 'x: 0')]) {
      const { nodes } = await createGraph(readPipeline(it));
      assert.equal(nodes.length, 4000);
    }
  });
});
