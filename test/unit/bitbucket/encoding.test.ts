import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import { toSourcePath } from '../../../src/bitbucket/pathSegment';
import { anyOf } from '../../../src/bitbucket/queryLanguage';
import { json } from '../../support/fakeFetch';
import { collect } from '../../support/collect';
import { failureOf } from '../../support/failureOf';
import { apiUrl, commit, createHarness, repository } from './clientHarness';

const fileName = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !/^\.{1,2}$|\//.test(name));

describe('a file path in an address', () => {
  const cases: readonly [path: string, address: string][] = [
    ['Load sales.orch.yaml', 'Load%20sales.orch.yaml'],
    ['a#b/c%d/e?f', 'a%23b/c%25d/e%3Ff'],
    ['1+1=2&3.yaml', '1%2B1%3D2%263.yaml'],
    ['Übersicht/straße.tran.yaml', '%C3%9Cbersicht/stra%C3%9Fe.tran.yaml'],
    ['"quoted\\".yaml', '%22quoted%5C%22.yaml'],
    ['%2e%2e/x', '%252e%252e/x'],
    ['.matillion/.hidden', '.matillion/.hidden'],
    ['half \ud83d pair', 'half%20%EF%BF%BD%20pair'],
  ];
  for (const [path, address] of cases) {
    it(`reaches “${path}”`, async () => {
      const { client, requests } = createHarness({ answers: [new Response('x')] });
      await client.fetchFile(repository, commit, path);
      assert.equal(requests[0]?.url, `${apiUrl}/repositories/acme/sales/src/${commit}/${address}`);
    });
  }

  it('survives being parsed as an address, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fileName, { minLength: 1 }), (names) => {
        const url = new URL(`https://api.example/2.0/src/x/${toSourcePath(names.join('/'))}`);
        assert.deepEqual(url.pathname.split('/').slice(4).map(decodeURIComponent), names);
        assert.equal(url.search + url.hash, '');
      }),
    );
  });

  for (const path of ['..', '../../user', 'a/../b', 'a/./b', 'a//b', '/a', 'a/', '']) {
    it(`never leaves the repository: “${path}” does not exist`, async () => {
      const { client, requests } = createHarness();
      assert.deepEqual(await failureOf(client.fetchFile(repository, commit, path)), { kind: 'notFound' });
      assert.deepEqual(requests, []);
    });
  }

  it('cannot be led astray by names of repositories or commits', async () => {
    const { client, requests } = createHarness();
    const failures = [
      await failureOf(client.fetchRepository({ workspace: '..', slug: 'user' })),
      await failureOf(client.fetchFile(repository, '..', 'x')),
      await failureOf(collect(client.listWritableRepositories(''))),
    ];
    assert.deepEqual({ failures, requests }, { failures: Array(3).fill({ kind: 'notFound' }), requests: [] });
    assert.throws(() => toSourcePath('..'), BitbucketError);
  });
});

/** The texts of a filter, read back the way a parser of the language does. */
function literalsIn(filter: string): string[] {
  return [...filter.matchAll(/"((?:[^"\\]|\\.)*)"/gsu)].map(([, literal = '']) => literal.replace(/\\(.)/gsu, '$1'));
}

describe('a search text in a filter', () => {
  it('never ends its literal early, whatever it holds', () => {
    const text = fc.string({ unit: fc.constantFrom('"', '\\', ' ', 'O', 'R', '=', 'ü', '\n', '+') });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (texts) => {
        const filter = anyOf('name', '~', texts);
        assert.deepEqual(literalsIn(filter), texts);
        assert.equal(filter.replace(/"(?:[^"\\]|\\.)*"/gsu, '""'), texts.map(() => 'name~""').join(' OR '));
      }),
    );
  });

  it('arrives at the server as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (nameContains) => {
        const { client, requests } = createHarness({ answers: [json({ values: [] })] });
        await collect(client.listWritableRepositories('acme', { nameContains }));
        const filter = new URL(requests[0]?.url ?? '').searchParams.get('q') ?? '';
        assert.deepEqual(literalsIn(filter), [nameContains]);
      }),
    );
  });
});
