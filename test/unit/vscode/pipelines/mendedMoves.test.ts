import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { planMending, takeMended, whileMending } from '../../../../src/vscode/pipelines/mendedMoves';

const [a, b, c] = ['/a', '/b', '/c'].map((path) => vscode.Uri.file(path)) as [vscode.Uri, vscode.Uri, vscode.Uri];

describe('moves that are mended already', () => {
  it('are those under way, whether they come to an end well or not', async () => {
    assert.equal(await whileMending(a, () => Promise.resolve(takeMended(a, b))), true);
    await assert.rejects(whileMending(a, () => Promise.reject(new Error('no'))));
    assert.equal(takeMended(a, b), false);
  });

  it('are those planned, if they come next', () => {
    planMending(a, b);
    assert.equal(takeMended(a, b), true);
    assert.equal(takeMended(a, b), false);
    planMending(a, b);
    assert.equal(takeMended(a, c), false);
    assert.equal(takeMended(a, b), false);
  });
});
