import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createGraph } from '../../../src/graph/createGraph';
import { exportSvg } from '../../../src/graph/exportSvg';
import { iconPaths } from '../../../src/graph/iconPaths';
import { toIcon } from '../../../src/graph/nodeLook';
import { wrapText } from '../../../src/graph/wrapText';
import { listComponentTypes } from '../../../src/pipelines/catalogue';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { createPipelineText } from '../../support/pipelineText';
import { englishWords } from '../../support/graphWords';

async function exportText(name: string): Promise<string> {
  const text = createPipelineText({
    kind: 'orchestration',
    components: [
      { name: 'Start', type: 'start', transitions: { unconditional: [name] } },
      { name, type: 'if', transitions: { true: ['End'], false: ['Start'] } },
      { name: 'End', type: 'end-success' },
    ],
  });
  return exportSvg(await createGraph(readPipeline(text)), name, englishWords);
}

describe('a graph exported as a picture', () => {
  it('needs nothing but itself: no address, no script, no font of its own', async () => {
    const svg = await exportText('Is it Monday?');
    const addresses = [...svg.matchAll(/[a-z]+:\/\/[^"'\s)]+/g)].map(([it]) => it);
    assert.deepEqual(addresses, ['http://www.w3.org/2000/svg']);
    assert.doesNotMatch(svg, /<script|<foreignObject|href|@import|url\(|\son\w+=/);
  });

  it('has every name as text, and colours for bright and for dark surroundings', async () => {
    const svg = await exportText('Is it Monday?');
    for (const name of ['Start', 'Is it Monday?', 'End', 'true', 'false']) assert.ok(svg.includes(`>${name}<`), name);
    assert.match(svg, /prefers-color-scheme: dark/);
  });

  it('shows markup in a name as what it is', async () => {
    const svg = await exportText('"><script>alert(1)</script>\u0000&');
    assert.doesNotMatch(svg, /<script>/);
    assert.match(svg, /&lt;script&gt;/);
    assert.ok(!svg.includes('\u0000'));
  });
});

describe('the look of a component', () => {
  it('has a picture of its own kind for most known types', () => {
    const plain = listComponentTypes().filter(({ type }) => toIcon(type) === 'symbolMethod');
    assert.deepEqual(
      plain.map(({ type }) => type),
      [],
    );
    assert.equal(toIcon('something-new'), 'symbolMethod');
  });

  it('uses the editor’s own icons as they are in its package', () => {
    for (const [name, outline] of Object.entries(iconPaths)) {
      const file = name.replaceAll(/[A-Z]/g, (it) => `-${it.toLowerCase()}`);
      const source = readFileSync(`node_modules/@vscode/codicons/src/icons/${file}.svg`, 'utf8');
      assert.equal([...source.matchAll(/ d="([^"]+)"/g)].map(([, d]) => d).join(' '), outline, name);
    }
  });

  it('breaks a long name at a word, and ends it with … where there is no more room', () => {
    assert.deepEqual(wrapText('Load customer addresses', 12, 120, 2), ['Load customer', 'addresses']);
    const lines = wrapText('A name that is really far too long for the box it is in', 12, 120, 2);
    assert.equal(lines.length, 2);
    assert.ok(lines[1]?.endsWith('…'));
    assert.equal(wrapText('x'.repeat(1_000_000), 12, 120, 2).length, 2);
  });
});
