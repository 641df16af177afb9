import assert from 'node:assert/strict';
import { lineReferenceFinder } from '../../../src/repositories/referenceFinder';

const ingest = 'ingest/Ingest orders.orch.yaml';
const facts = 'transform/Sales facts.tran.yaml';
const find = (text: string, targets: readonly string[] = [ingest, facts]) =>
  lineReferenceFinder
    .findReferences('Load.orch.yaml', text, targets)
    .map(({ target, line, match }) => `${line} ${target} ${match}`);

describe('lineReferenceFinder', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['a path without its ending', 'orchestrationJob: "ingest/Ingest orders"', [`0 ${ingest} path`]],
    ['a path with its ending', 'transformationJob: "transform/Sales facts.tran.yaml"', [`0 ${facts} path`]],
    ['a path without quotes', 'orchestrationJob: ingest/Ingest orders', [`0 ${ingest} path`]],
    ['a path in single quotes', "orchestrationJob: 'ingest/Ingest orders'", [`0 ${ingest} path`]],
    ['a path from the root, written so', 'orchestrationJob: "/ingest/Ingest orders"', [`0 ${ingest} path`]],
    ['escaped characters', 'orchestrationJob: "ingest\\u002fIngest orders"', [`0 ${ingest} path`]],
    ['a comment behind it', 'orchestrationJob: ingest/Ingest orders # nightly', [`0 ${ingest} path`]],
    ['Windows line ends', 'x: 1\r\norchestrationJob: "ingest/Ingest orders"\r\n', [`1 ${ingest} path`]],
    ['a stale folder', 'orchestrationJob: "old/Ingest orders"', [`0 ${ingest} name`]],
    ['the name alone', 'orchestrationJob: "Ingest orders"', [`0 ${ingest} name`]],
    ['another kind of that name', 'transformationJob: "ingest/Ingest orders"', []],
    ['another pipeline', 'orchestrationJob: "ingest/Ingest orders 2"', []],
    ['nothing', 'orchestrationJob:', []],
    ['another parameter', 'fileName: "ingest/Ingest orders"', []],
  ];
  for (const [title, text, expected] of cases) {
    it(`${expected.length === 0 ? 'passes over' : 'understands'} ${title}`, () => {
      assert.deepEqual(find(text), expected);
    });
  }

  it('prefers the path over a name that agrees as well', () => {
    const targets = ['old/Ingest orders.orch.yaml', ingest];
    assert.deepEqual(find('orchestrationJob: "ingest/Ingest orders"', targets), [`0 ${ingest} path`]);
  });
});
