import assert from 'node:assert/strict';
import { createGraph } from '../../../src/graph/createGraph';
import { findNext } from '../../../src/graph/findNext';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { createPipelineText } from '../../support/pipelineText';

const text = createPipelineText({
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['Load'] } },
    { name: 'Between', type: 'sql-executor' },
    { name: 'Load', type: 's3-load', transitions: { failure: ['Tell'] } },
    { name: 'Tell', type: 'send-email' },
  ],
});

describe('the arrow keys in a graph', () => {
  it('follow a connection past what only stands there, forth and back', async () => {
    const graph = await createGraph(readPipeline(text));
    assert.equal(findNext(graph, '1:Start', 'right'), '1:Load');
    assert.equal(findNext(graph, '1:Load', 'left'), '1:Start');
    assert.equal(findNext(graph, '1:Load', 'right'), '1:Tell');
  });

  it('go to the nearest one where no connection leads on, and stay at the edge', async () => {
    const graph = await createGraph(readPipeline(text.replace('"y": 0', '"y": 320')));
    assert.equal(findNext(graph, '1:Between', 'right'), '1:Load');
    assert.equal(findNext(graph, '1:Between', 'down'), '1:Start');
    assert.equal(findNext(graph, '1:Start', 'up'), '1:Between');
    assert.equal(findNext(graph, '1:Start', 'down'), undefined);
    assert.equal(findNext(graph, '1:Tell', 'right'), undefined);
  });
});
