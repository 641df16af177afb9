import assert from 'node:assert/strict';
import { createGraph } from '../../../src/graph/createGraph';
import { findSignWidth, signHeight } from '../../../src/graph/drawEdge';
import { EdgeRoutes } from '../../../src/graph/drawGraph';
import { KeptLayout } from '../../../src/graph/keptLayout';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { loadSales } from '../../emulator/seeds/ingestPipelines';
import { createLayersText } from '../../support/graphSamples';

describe('the drawing of a graph', () => {
  it('keeps the signs of connections apart, and off the components', async () => {
    const { nodes, edges } = await createGraph(readPipeline(loadSales));
    const routes = new EdgeRoutes(nodes, edges);
    const signs = edges.flatMap((edge) => {
      const [place] = routes.find(edge)?.signPlaces ?? [];
      const width = findSignWidth(edge);
      return place === undefined || width === 0 ? [] : { ...place, id: edge.id, width };
    });
    assert.equal(signs.length, 17);
    const near = signs.flatMap((a, index) =>
      signs
        .slice(index + 1)
        .filter((b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < signHeight)
        .map((b) => `${a.id} and ${b.id}`),
    );
    assert.deepEqual(near, []);
    const hidden = signs.filter(({ x, y }) =>
      nodes.some((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height),
    );
    assert.deepEqual(hidden, []);
  });
});

describe('the layout of a graph without places', () => {
  it('stays as it is while only values are typed, and is made anew for another connection', async () => {
    const layout = new KeptLayout();
    const text = createLayersText(20, false);
    const arrange = async (typed: string) => {
      const { nodes, edges } = await createGraph(readPipeline(typed), [], layout);
      return layout.arrange(nodes, edges);
    };
    const first = await arrange(text);
    assert.equal(await arrange(text.replace('componentName: "Step 3"', 'componentName: "Step three"')), first);
    assert.notEqual(await arrange(text.replace('- "Step 7"', '- "Step 8"')), first);
  });
});
