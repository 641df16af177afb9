import assert from 'node:assert/strict';
import { createDiffGraph } from '../../../src/graph/createDiffGraph';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { createPipelineText, type ComponentSpec } from '../../support/pipelineText';

const start: ComponentSpec = { name: 'Start', type: 'start', transitions: { unconditional: ['Load'] } };
const load: ComponentSpec = { name: 'Load', type: 's3-load', transitions: { success: ['Old'] } };
const old: ComponentSpec = { name: 'Old', type: 'sql-executor' };
const fresh: ComponentSpec = { name: 'Fresh', type: 'sql-executor' };

const toText = (...components: ComponentSpec[]) => createPipelineText({ kind: 'orchestration', components });
const read = (...components: ComponentSpec[]) => readPipeline(toText(...components));
const before = read(start, load, old);

describe('two versions as one graph', () => {
  it('says what was added, what was removed, and which connections changed', async () => {
    const after = read(start, { ...load, transitions: { success: ['Fresh'] } }, fresh);
    const { nodes, edges } = await createDiffGraph(before, after);
    assert.deepEqual(
      nodes.map(({ name, change }) => [name, change]),
      [
        ['Start', undefined],
        ['Load', undefined],
        ['Fresh', 'added'],
        ['Old', 'removed'],
      ],
    );
    assert.deepEqual(
      edges.map(({ to, change }) => [to, change]),
      [
        ['1:Load', undefined],
        ['1:Fresh', 'added'],
        ['1:Old', 'removed'],
      ],
    );
  });

  it('says that a parameter changed, and not that a component was moved or is written differently', async () => {
    const text = toText(start, load, { ...old, parameters: { sqlScript: 'SELECT 2' } });
    const moved = text.replace('x: 160', 'x: 480').replace('type: "s3-load"', "type: 's3-load'   # as ever");
    const { nodes } = await createDiffGraph(before, readPipeline(moved));
    assert.deepEqual(
      nodes.map(({ name, change }) => [name, change]),
      [
        ['Start', undefined],
        ['Load', undefined],
        ['Old', 'changed'],
      ],
    );
  });

  it('takes a new name as the same component where the comparison says so', async () => {
    const after = read(start, { ...load, transitions: { success: ['Fresh'] } }, fresh);
    const { nodes, edges } = await createDiffGraph(before, after, { renamed: new Map([['Fresh', 'Old']]) });
    assert.deepEqual(
      nodes.map(({ name, change }) => [name, change]),
      [
        ['Start', undefined],
        ['Load', undefined],
        ['Fresh', 'changed'],
      ],
    );
    assert.ok(edges.every(({ change }) => change === undefined));
  });
});
