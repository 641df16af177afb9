import assert from 'node:assert/strict';
import fc from 'fast-check';
import { json, type FakeAnswer } from '../../support/fakeFetch';
import { failureOf } from '../../support/failureOf';
import { commit, createHarness, repository } from './clientHarness';

const file = (path: string, attributes: readonly string[] = []) => ({ type: 'commit_file', path, size: 3, attributes });
const directory = (path: string) => ({ type: 'commit_directory', path });
const entry = (path: string, attributes: readonly string[] = []) => ({ kind: 'file', path, size: 3, attributes });
const refused = (status: number) => json({ type: 'error' }, { status });
const source = `/2.0/repositories/acme/sales/src/${commit}/`;

const asked = (requests: readonly { readonly url: string }[]) =>
  requests.map(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    return [pathname.slice(source.length), searchParams.get('q'), searchParams.get('max_depth')];
  });

describe('what certain paths are at a commit', () => {
  it('is asked for below the directory they share, in one request', async () => {
    const answer = json({ values: [file('in/a b/x.sh', ['executable']), file('in/y.sql'), file('in/other.sql')] });
    const { client, requests } = createHarness({ answers: [answer] });
    const paths = ['in/y.sql', 'in/a b/x.sh', 'in/gone.sql', 'in/y.sql'];
    assert.deepEqual(await client.findSourceEntries(repository, commit, paths), [
      entry('in/a b/x.sh', ['executable']),
      entry('in/y.sql'),
    ]);
    assert.deepEqual(asked(requests), [['in/', 'path="in/a b/x.sh" OR path="in/gone.sql" OR path="in/y.sql"', '2']]);
  });

  it('is asked for in one request for a hundred paths, the most that Bitbucket lists at once', async () => {
    const paths = Array.from({ length: 100 }, (_, index) => `pipelines/finance/Load orders ${index + 100}.tran.yaml`);
    const { client, requests } = createHarness({ answers: [json({ values: paths.map((path) => file(path)) })] });
    assert.equal((await client.findSourceEntries(repository, commit, paths)).length, 100);
    assert.equal(requests.length, 1);
    assert.ok((requests[0]?.url.length ?? 0) < 8_000);
  });

  it('is asked for from the root when they share nothing', async () => {
    const { client, requests } = createHarness({ answers: [json({ values: [] })] });
    await client.findSourceEntries(repository, commit, ['a/b/c.sql', 'ab/x.sql']);
    assert.deepEqual(asked(requests), [['', 'path="a/b/c.sql" OR path="ab/x.sql"', '3']]);
  });

  it('leaves out directories', async () => {
    const { client } = createHarness({ answers: [json({ values: [directory('a'), file('b')] })] });
    assert.deepEqual(await client.findSourceEntries(repository, commit, ['a', 'b']), [entry('b')]);
  });

  it('costs nothing when there are none', async () => {
    const { client, requests } = createHarness();
    assert.deepEqual(await client.findSourceEntries(repository, commit, []), []);
    assert.deepEqual(requests, []);
  });

  it('is looked for from the root when their directory is gone', async () => {
    const { client, requests } = createHarness({ answers: [refused(404), json({ values: [] })] });
    assert.deepEqual(await client.findSourceEntries(repository, commit, ['gone/a']), []);
    assert.deepEqual(
      asked(requests).map(([path]) => path),
      ['gone/', ''],
    );
  });

  it('cannot be told when the commit is gone', async () => {
    const { client } = createHarness({ answers: [refused(404), refused(404)] });
    assert.deepEqual(await failureOf(client.findSourceEntries(repository, commit, ['in/a'])), { kind: 'notFound' });
  });

  it('is asked for one by one when there is too much to walk', async () => {
    const answerOne: FakeAnswer = (url) =>
      Promise.resolve(url.includes('gone') ? refused(404) : json(file('in/a', ['link'])));
    const { client, requests } = createHarness({ answers: [refused(555), answerOne, answerOne] });
    assert.deepEqual(await client.findSourceEntries(repository, commit, ['in/a', 'in/gone']), [
      entry('in/a', ['link']),
    ]);
    assert.deepEqual(
      asked(requests).map(([path]) => path),
      ['in/', 'in/a', 'in/gone'],
    );
  });

  it('needs one request for a hundred paths of common length', async () => {
    const paths = Array.from({ length: 100 }, (_, index) => `ingest/Load ${index}.orch.yaml`);
    const { client, requests } = createHarness({ answers: [json({ values: paths.map((path) => file(path)) })] });
    assert.equal((await client.findSourceEntries(repository, commit, paths)).length, 100);
    assert.equal(requests.length, 1);
  });

  it('never needs an address longer than servers take, and asks for every path once', async () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'ü', '😀', '"', '\\', ' ', '.sql'),
      minLength: 1,
      maxLength: 80,
    });
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(path, { maxLength: 120 }), async (paths) => {
        const answer: FakeAnswer = () => Promise.resolve(json({ values: [] }));
        const { client, requests } = createHarness({ answers: Array<FakeAnswer>(200).fill(answer) });
        await client.findSourceEntries(repository, commit, paths);
        assert.ok(requests.every(({ url }) => url.length <= 7_500));
        const filters = asked(requests).map(([, filter]) => filter ?? '');
        const literals = filters.flatMap((filter) => [...filter.matchAll(/"((?:[^"\\]|\\.)*)"/gsu)]);
        assert.deepEqual(
          literals.map(([, literal = '']) => literal.replace(/\\(.)/gsu, '$1')).sort(),
          [...paths].sort(),
        );
      }),
      { numRuns: 50 },
    );
  });
});
