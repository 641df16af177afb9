import assert from 'node:assert/strict';
import { lineReferenceFinder } from '../../../src/repositories/referenceFinder';
import { ReferenceSearch } from '../../../src/repositories/referenceSearch';

const target = 'Sum.tran.yaml';
const refers = 'transformationJob: "Sum"\n';

function createSearch({ kept = {}, remote = {} }: { kept?: Record<string, string>; remote?: Record<string, string> }) {
  const encode = (text: string | undefined) => (text === undefined ? undefined : new TextEncoder().encode(text));
  const requests: string[] = [];
  const search = new ReferenceSearch({
    finder: lineReferenceFinder,
    targets: [target],
    pipelines: [...Object.keys(kept), ...Object.keys(remote)],
    readKept: (path) => Promise.resolve(encode(kept[path])),
    read: (path) => {
      requests.push(path);
      const bytes = encode(remote[path]);
      return bytes === undefined || remote[path] === 'down'
        ? Promise.reject(new Error('down'))
        : Promise.resolve(bytes);
    },
  });
  const found = () => search.references.map(({ path }) => path);
  return { search, requests, found };
}

describe('ReferenceSearch', () => {
  it('looks into what is here at once, and says how much is not', async () => {
    const { search, requests, found } = createSearch({
      kept: { 'b.orch.yaml': refers, 'a.orch.yaml': refers, 'c.orch.yaml': 'none' },
      remote: { 'd.orch.yaml': refers },
    });
    await search.searchKept();
    assert.deepEqual([found(), search.unread, requests], [['a.orch.yaml', 'b.orch.yaml'], ['d.orch.yaml'], []]);
  });

  it('reads only the rest when it is told to', async () => {
    const { search, requests, found } = createSearch({
      kept: { 'a.orch.yaml': refers },
      remote: { 'd.orch.yaml': refers, 'e.orch.yaml': '' },
    });
    await search.searchKept();
    await search.searchRest(new AbortController().signal);
    assert.deepEqual([found(), search.unread], [['a.orch.yaml', 'd.orch.yaml'], []]);
    assert.deepEqual(requests, ['d.orch.yaml', 'e.orch.yaml']);
  });

  it('keeps what it learnt when reading fails', async () => {
    const { search, found } = createSearch({ remote: { 'a.orch.yaml': refers, 'z.orch.yaml': 'down' } });
    await search.searchKept();
    await assert.rejects(search.searchRest(new AbortController().signal), /down/);
    assert.deepEqual([found(), search.unread], [['a.orch.yaml'], ['z.orch.yaml']]);
  });

  it('asks for nothing any more once it was cancelled', async () => {
    const { search, requests } = createSearch({ remote: { 'a.orch.yaml': refers } });
    await assert.rejects(search.searchRest(AbortSignal.abort()), { name: 'AbortError' });
    assert.deepEqual(requests, []);
  });
});
