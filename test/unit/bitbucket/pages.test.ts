import assert from 'node:assert/strict';
import { json } from '../../support/fakeFetch';
import { collect } from '../../support/collect';
import { failureOf } from '../../support/failureOf';
import { apiUrl, createHarness, repository } from './clientHarness';

const access = (slug: string) => ({ workspace: { uuid: `{${slug}}`, slug } });
const next = `${apiUrl}/user/workspaces?page=2&fields=size,next`;

describe('a collection', () => {
  it('is read page by page, only as far as the caller goes', async () => {
    const { client, requests } = createHarness({
      answers: [json({ size: 3, next, values: [access('a'), access('b')] }), json({ size: 3, values: [access('c')] })],
    });
    const pages = client.listWorkspaces()[Symbol.asyncIterator]();

    const first = await pages.next();
    const requestsForFirst = requests.length;
    const second = await pages.next();

    assert.deepEqual(
      { first, second, requestsForFirst, followed: requests[1]?.url, end: await pages.next() },
      {
        first: {
          done: false,
          value: {
            size: 3,
            values: [
              { uuid: '{a}', slug: 'a' },
              { uuid: '{b}', slug: 'b' },
            ],
          },
        },
        second: { done: false, value: { size: 3, values: [{ uuid: '{c}', slug: 'c' }] } },
        requestsForFirst: 1,
        followed: next,
        end: { done: true, value: undefined },
      },
    );
  });

  it('ends with an error when a page names an earlier one as its successor', async () => {
    const page = () => Promise.resolve(json({ next, values: [] }));
    const { client, requests } = createHarness({ answers: [page, page] });
    assert.deepEqual(await failureOf(collect(client.listWorkspaces())), { kind: 'unexpected', status: 200 });
    assert.equal(requests.length, 2);
  });

  it('ends with an error when there is always another page', async () => {
    let count = 0;
    const { client } = createHarness({
      fetch: () => Promise.resolve(json({ next: `${apiUrl}/user/workspaces?page=${++count}`, values: [] })),
    });
    assert.deepEqual(await failureOf(collect(client.listWorkspaces())), { kind: 'unexpected', status: 200 });
    assert.ok(count >= 1000, 'long lists must be readable');
  });

  it('ends like any other with `next: null`, and without a size', async () => {
    const { client } = createHarness({ answers: [json({ next: null, size: 'many', values: [] })] });
    const page = await client.listWorkspaces()[Symbol.asyncIterator]().next();
    assert.deepEqual(page.value, { values: [], size: undefined });
  });

  it('loses only an entry that cannot be read, and says so in the log', async () => {
    const { client, logged } = createHarness({ answers: [json({ values: [access('a'), { workspace: null }, 7] })] });
    assert.deepEqual(await collect(client.listWorkspaces()), [{ uuid: '{a}', slug: 'a' }]);
    assert.deepEqual(
      logged.filter((line) => line.startsWith('warn')),
      ['warn: GET /user/workspaces: left out 2 of 3 unknown entries.'],
    );
  });

  const shapes: readonly [string, unknown][] = [
    ['none of its entries can be read', { values: [{ workspace: { slug: 'a' } }, {}] }],
    ['it has no values', { next }],
    ['its values are no list', { values: {} }],
    ['its next link is no text', { values: [], next: 5 }],
  ];
  for (const [situation, body] of shapes) {
    it(`is an error, not an empty list, when ${situation}`, async () => {
      const { client } = createHarness({ answers: [json(body)] });
      assert.deepEqual(await failureOf(collect(client.listWorkspaces())), { kind: 'unexpected', status: 200 });
    });
  }

  it('that cannot be addressed fails when it is read, like every other failure', async () => {
    const { client, requests } = createHarness();
    const pages = client.listSource({ ...repository, slug: '..' }, 'x', '');
    assert.deepEqual(await failureOf(collect(pages)), { kind: 'notFound' });
    assert.deepEqual(requests, []);
  });
});

describe('a route that Bitbucket is about to remove', () => {
  it('is logged once, however often it is used', async () => {
    const answer = (): Promise<Response> =>
      Promise.resolve(json({ values: [] }, { headers: { deprecation: '@1700000000', sunset: 'Sat, 1 May 2027' } }));
    const { client, logged } = createHarness({ answers: [answer, answer, answer] });
    await collect(client.listBranches(repository));
    await collect(client.listBranches({ workspace: 'other', slug: 'repository' }));
    await collect(client.listWorkspaces());
    assert.deepEqual(
      logged.filter((line) => line.startsWith('warn')),
      [
        'warn: Bitbucket announces the end of GET /repositories/{workspace}/{repo_slug}/refs/branches (deprecation: @1700000000, sunset: Sat, 1 May 2027).',
        'warn: Bitbucket announces the end of GET /user/workspaces (deprecation: @1700000000, sunset: Sat, 1 May 2027).',
      ],
    );
  });
});
