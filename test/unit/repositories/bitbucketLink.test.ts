import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBitbucketLink, toBitbucketLink, toRepositoryLink } from '../../../src/repositories/bitbucketLink';
import { BranchTips } from '../../../src/repositories/branchTips';
import { findLinkedPlace } from '../../../src/repositories/linkedPlace';
import { FakeRemote, hashOf, sales } from '../../support/fakeRemote';

const site = 'https://bitbucket.org';
const commit = hashOf('a');

describe('readBitbucketLink', () => {
  const links: readonly [string, readonly string[], unknown][] = [
    ['https://bitbucket.org/acme/sales-analytics', [], undefined],
    ['https://bitbucket.org/acme/sales-analytics/src/', [], undefined],
    ['  https://bitbucket.org/acme/sales-analytics/src/main/README.md\n', ['main', 'README.md'], undefined],
    ['https://bitbucket.org/Acme/Sales-Analytics/src/main/', ['main'], undefined],
    ['https://bitbucket.org/acme/sales-analytics/src/feature%2FX/a', ['feature', 'X', 'a'], undefined],
    [
      `https://bitbucket.org/acme/sales-analytics/src/${commit}/Load%20100%25.sql?at=main#lines-3:9`,
      [commit, 'Load 100%.sql'],
      { first: 3, last: 9 },
    ],
    ['https://bitbucket.org/acme/sales-analytics/src/main/a#lines-7', ['main', 'a'], { first: 7, last: 7 }],
    ['https://bitbucket.org/acme/sales-analytics/src/main/a#lines-7,9:11', ['main', 'a'], { first: 7, last: 7 }],
    ['https://bitbucket.org/acme/sales-analytics/src/main/a#lines-9:3', ['main', 'a'], { first: 9, last: 9 }],
    ['https://bitbucket.org/acme/sales-analytics/src/main/a#lines-0', ['main', 'a'], undefined],
    ['https://bitbucket.org/acme/sales-analytics/src/main/a#other', ['main', 'a'], undefined],
  ];
  for (const [text, names, lines] of links) {
    it(`follows ${text.trim()}`, () => {
      assert.deepEqual(readBitbucketLink(text, site), { kind: 'link', link: { repository: sales, names, lines } });
    });
  }

  const hostile: readonly [string, string][] = [
    ['', 'notAnAddress'],
    ['Load sales', 'notAnAddress'],
    ['javascript:alert(1)', 'notAnAddress'],
    ['file:///etc/passwd', 'notAnAddress'],
    ['ftp://bitbucket.org/acme/sales/src/main/a', 'notAnAddress'],
    ['https://', 'notAnAddress'],
    ['https://evil.example/acme/sales/src/main/a', 'otherHost'],
    ['https://bitbucket.org.evil.example/acme/sales/src/main/a', 'otherHost'],
    ['http://bitbucket.org/acme/sales/src/main/a', 'otherHost'],
    ['https://bitbucket.org:8443/acme/sales/src/main/a', 'otherHost'],
    ['https://bitbucket.org@evil.example/acme/sales/src/main/a', 'credentials'],
    ['https://anna:secret@bitbucket.org/acme/sales/src/main/a', 'credentials'],
    ['https://anna@bitbucket.org/acme/sales/src/main/a', 'credentials'],
    ['https://bitbucket.org\\@evil.example/acme/sales/src/main/a', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/a\\..\\b', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/a\n/b', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/../../../other/repo', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/%2e%2e/secret', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/..%2Fsecret', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/%5c..%5cb', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/a%00b', 'unsafePath'],
    ['https://bitbucket.org/acme/sales/src/main/%E0%A4', 'unsafePath'],
    ['https://bitbucket.org/acme//sales/src/main/a', 'unsafePath'],
    ['https://bitbucket.org/acme/./sales', 'unsafePath'],
    ['https://bitbucket.org/', 'notARepository'],
    ['https://bitbucket.org/acme', 'notARepository'],
    ['https://bitbucket.org/acme/sales%20x/src/main', 'notARepository'],
    ['https://bitbucket.org/acme/sales/pull-requests/1', 'notSource'],
  ];
  for (const [text, reason] of hostile) {
    it(`refuses ${JSON.stringify(text)} as ${reason}`, () => {
      assert.deepEqual(readBitbucketLink(text, site), { kind: 'refused', reason });
    });
  }

  it('reads back every link it makes, also from a site below a path', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((it) => it !== '.' && it !== '..' && !/[\p{Cc}\\/]/u.test(it));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.nat(500), fc.nat(50), (path, start, more) => {
        const lines = { first: start + 1, last: start + 1 + more };
        for (const webUrl of [site, 'http://127.0.0.2:8080/bitbucket/']) {
          const link = toBitbucketLink(webUrl, { repository: sales, commit, path: path.join('/'), lines });
          const expected = { kind: 'link', link: { repository: sales, names: [commit, ...path], lines } };
          assert.deepEqual(readBitbucketLink(link, webUrl), expected, link);
        }
      }),
    );
  });
});

describe('toBitbucketLink', () => {
  it('pins the commit and marks the lines', () => {
    const target = { repository: sales, commit, path: 'a b/ü#%.sql', lines: { first: 3, last: 9 } };
    assert.equal(
      toBitbucketLink(site, target),
      `https://bitbucket.org/acme/sales-analytics/src/${commit}/a%20b/%C3%BC%23%25.sql#lines-3:9`,
    );
    assert.equal(
      toBitbucketLink(site, { ...target, path: '', lines: { first: 3, last: 3 } }),
      `https://bitbucket.org/acme/sales-analytics/src/${commit}/#lines-3`,
    );
    assert.equal(toRepositoryLink(`${site}/`, sales), 'https://bitbucket.org/acme/sales-analytics');
  });
});

describe('findLinkedPlace', () => {
  const cases: readonly [readonly string[], unknown][] = [
    [['main', 'a.sql'], { ref: { kind: 'branch', name: 'main' }, path: 'a.sql' }],
    [['main'], { ref: { kind: 'branch', name: 'main' }, path: '' }],
    [['feature', 'X', 'in', 'a.sql'], { ref: { kind: 'branch', name: 'feature/X' }, path: 'in/a.sql' }],
    [[commit.toUpperCase(), 'a.sql'], { ref: { kind: 'commit', hash: commit }, path: 'a.sql' }],
    [[], { ref: { kind: 'branch', name: 'main' }, path: '' }],
    [['gone', 'a.sql'], undefined],
    [['feature', 'x', 'a.sql'], undefined],
  ];
  for (const [names, expected] of cases) {
    it(`takes ${names.join('/') || 'the repository'} for ${JSON.stringify(expected)}, with at most one request`, async () => {
      const remote = new FakeRemote().commit('main', commit, {}).commit('feature/X', commit, {});
      const place = await findLinkedPlace(
        { api: remote.api, tips: new BranchTips(remote.api) },
        { repository: sales, names, lines: undefined },
      );
      assert.deepEqual(place && { ref: place.location.ref, path: place.path }, expected);
      assert.ok(remote.requests.length <= 1);
    });
  }

  const shortened: readonly [readonly string[], unknown][] = [
    [['aaaaaaa', 'in', 'a.sql'], { ref: { kind: 'commit', hash: commit }, path: 'in/a.sql' }],
    [[commit.slice(0, 39).toUpperCase()], { ref: { kind: 'commit', hash: commit }, path: '' }],
    [['deadbee'], { ref: { kind: 'branch', name: 'deadbee' }, path: '' }],
    [['fffffff'], undefined],
    [['c0ffee', 'a.sql'], undefined],
  ];
  for (const [names, expected] of shortened) {
    it(`takes ${names.join('/')}, which may be the beginning of a hash, for ${JSON.stringify(expected)}`, async () => {
      const remote = new FakeRemote().commit('main', commit, {}).commit('deadbee', hashOf('d'), {});
      const place = await findLinkedPlace(
        { api: remote.api, tips: new BranchTips(remote.api) },
        { repository: sales, names, lines: undefined },
      );
      assert.deepEqual(place && { ref: place.location.ref, path: place.path }, expected);
    });
  }
});
