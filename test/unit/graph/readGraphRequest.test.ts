import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GraphRequest } from '../../../src/graph/protocol';
import { readGraphRequest, readKeptGraph } from '../../../src/graph/readGraphRequest';

const requests: readonly GraphRequest[] = [
  { id: 1, method: 'ready', argument: undefined },
  { id: 2, method: 'reveal', argument: { id: '1:Start', takesFocus: true } },
  { id: 3, method: 'move', argument: { id: '1:Start', by: { x: 16, y: -16 } } },
  { id: 4, method: 'pin', argument: true },
  { id: 5, method: 'exportSvg', argument: undefined },
  { id: 6, method: 'savePng', argument: 'iVBORw0KGgo=' },
  { id: 7, method: 'drawPicture', argument: 'dark' },
];

describe('a message of the graph’s page', () => {
  for (const request of requests) {
    it(`is understood: ${request.method}`, () => {
      assert.deepEqual(readGraphRequest(structuredClone(request)), request);
    });
  }

  const refused: readonly unknown[] = [
    { id: 3, method: 'move', argument: { id: '1:Start', by: { x: Number.NaN, y: 0 } } },
    { id: 3, method: 'move', argument: { id: '1:Start', by: { x: 1e308, y: 0 } } },
    { id: 3, method: 'move', argument: { id: '1:Start', by: { x: 0.5, y: 0 } } },
    { id: 3, method: 'move', argument: { id: 7, by: { x: 0, y: 0 } } },
    { id: -1, method: 'pin', argument: true },
    { id: 1, method: 'pin', argument: 'yes' },
    { id: 1, method: 'savePng', argument: '<svg onload=alert(1)>' },
    { id: 1, method: 'savePng', argument: '' },
    { id: 1, method: 'constructor', argument: undefined },
    { id: 1, method: '__proto__', argument: undefined },
    { method: 'ready' },
  ];
  for (const message of refused) {
    it(`is refused: ${JSON.stringify(message)}`, () => {
      assert.equal(readGraphRequest(message), undefined);
    });
  }

  it('never makes the host fail, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        assert.equal(readGraphRequest(message), undefined);
        assert.equal(readKeptGraph(message), undefined);
      }),
    );
  });

  it('brings back what a page kept, and nothing else', () => {
    assert.deepEqual(readKeptGraph({ uri: 'file:///a.orch.yaml', isPinned: true, more: 1 }), {
      uri: 'file:///a.orch.yaml',
      isPinned: true,
    });
    for (const it of [undefined, {}, { uri: '', isPinned: true }, { uri: 'file:///a', isPinned: 'no' }]) {
      assert.equal(readKeptGraph(it), undefined);
    }
  });
});
