import assert from 'node:assert/strict';
import { OpenApiChecker } from './openApiChecker';
import { requireOpenApiDocument } from './openApiDocument';

const authorized = { authorization: 'Bearer x' };

describe("comparing with Atlassian's OpenAPI document", () => {
  let checker: OpenApiChecker;

  before(function () {
    checker = new OpenApiChecker(requireOpenApiDocument(this));
  });

  const wrongAnswers: readonly (readonly [
    what: string,
    path: string,
    status: number,
    body: unknown,
    problem: RegExp,
  ])[] = [
    ['a property nobody declared', '/2.0/user', 200, { type: 'user', favourite: 1 }, /favourite is not declared/],
    ['a value of another type', '/2.0/user', 200, { type: 'user', uuid: 7 }, /uuid must be string/],
    ['an error without a message', '/2.0/user', 401, { type: 'error', error: {} }, /required property 'message'/],
    ['a status nobody declared', '/2.0/user', 201, {}, /does not answer 201/],
    ['an endpoint nobody declared', '/2.0/nonsense', 200, {}, /not in the document/],
    [
      'an undeclared property deep inside a page',
      '/2.0/repositories/acme',
      200,
      { values: [{ type: 'repository', mainbranch: { type: 'branch', colour: 'red' } }] },
      /values\/0\/mainbranch\/colour is not declared/,
    ],
    [
      'file attributes that are one string',
      '/2.0/repositories/acme/x/src/abc/',
      200,
      { values: [{ type: 'commit_file', path: 'a', attributes: 'binary' }] },
      /attributes/,
    ],
  ];
  for (const [what, path, status, body, problem] of wrongAnswers) {
    it(`finds ${what}`, () => {
      assert.match(checker.checkResponse('GET', path, status, body).join('\n'), problem);
    });
  }

  it('lets a partial answer leave out what is otherwise required', () => {
    const body = { values: [{ slug: 'a' }] };
    assert.deepEqual(checker.checkResponse('GET', '/2.0/repositories/acme?fields=values.slug', 200, body), []);
    assert.notDeepEqual(checker.checkResponse('GET', '/2.0/repositories/acme', 200, body), []);
  });

  const wrongRequests: readonly (readonly [what: string, url: string, problem: RegExp])[] = [
    ['a removed endpoint', '/2.0/repositories?role=owner', /Removed 2026-04-14/],
    ['a parameter nobody declared', '/2.0/user?colour=red', /has no parameter colour/],
    ['a role Bitbucket does not know', '/2.0/repositories/acme?role=writer', /Parameter role/],
    ['a page that is too long', '/2.0/repositories/acme?pagelen=101', /Parameter pagelen/],
    ['a depth that is not a number', '/2.0/repositories/acme/x/src/abc/?max_depth=deep', /Parameter max_depth/],
    ['a field that no answer has', '/2.0/repositories/acme?fields=values.colour', /no field values.colour/],
  ];
  for (const [what, url, problem] of wrongRequests) {
    it(`finds a request for ${what}`, () => {
      assert.match(checker.checkRequest('GET', `https://api.bitbucket.org${url}`, authorized).join('\n'), problem);
    });
  }

  it('finds a request without credentials', () => {
    assert.match(checker.checkRequest('GET', '/2.0/user', {}).join('\n'), /no Authorization/);
  });

  it('accepts the requests the extension is designed around', () => {
    const urls = [
      '/2.0/user/workspaces?pagelen=100&fields=next,size,values.workspace.slug,values.workspace.uuid',
      '/2.0/repositories/acme?role=contributor&pagelen=100&sort=-updated_on&q=name~%22a%22&fields=next,values.uuid,values.workspace.name,values.mainbranch.name',
      '/2.0/repositories/acme/x/refs/branches/feature/X?fields=name,target.hash,target.date',
      '/2.0/repositories/acme/x/src/abc/?max_depth=20&q=path~%22.orch.yaml%22&fields=next,values.path,values.size,values.attributes,values.type',
      '/2.0/repositories/acme/x/src/abc/a/b.txt?format=meta&fields=type,path,size,attributes',
      '/2.0/repositories/acme/x/commit/abc/statuses?pagelen=100&sort=-created_on',
    ];
    for (const url of urls) assert.deepEqual(checker.checkRequest('GET', url, authorized), [], url);
  });
});
