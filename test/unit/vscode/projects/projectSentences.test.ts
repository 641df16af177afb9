import assert from 'node:assert/strict';
import { BitbucketError, type BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import { ProjectError, type Obstacle } from '../../../../src/projects/projectRemote';
import { DraftStoreError } from '../../../../src/repositories/drafts/draftStoreError';
import { explainObstacle } from '../../../../src/vscode/projects/explainObstacle';
import { explainError, toProjectError } from '../../../../src/vscode/projects/toProjectError';

const source = { workspace: 'acme', slug: 'sales', branch: 'main' };

describe('the sentences about projects', () => {
  const failures: readonly (readonly [BitbucketFailure, ProjectError['kind'], boolean])[] = [
    [{ kind: 'signedOut' }, 'signedOut', true],
    [{ kind: 'unauthorized' }, 'signedOut', true],
    [{ kind: 'forbidden', requiredScopes: [] }, 'forbidden', true],
    [{ kind: 'forbidden', requiredScopes: ['repository:write'] }, 'signedOut', true],
    [{ kind: 'notFound' }, 'notFound', true],
    [{ kind: 'conflict' }, 'conflict', true],
    [{ kind: 'rateLimited', retryAfterMs: 60_000 }, 'limited', true],
    [{ kind: 'unreachable' }, 'unreachable', false],
    [{ kind: 'untrustedLink' }, 'unreachable', false],
    [{ kind: 'notBitbucket', status: 502 }, 'unreachable', false],
    [{ kind: 'tooLarge' }, 'tooLarge', false],
    [{ kind: 'unexpected', status: 400 }, 'refused', true],
    [{ kind: 'unexpected', status: 500 }, 'unreachable', false],
  ];
  for (const [failure, kind, isCertain] of failures) {
    const scopes = failure.kind === 'forbidden' ? failure.requiredScopes : [];
    const status = 'status' in failure ? [failure.status] : [];
    it(`say why a request ended in ${[failure.kind, ...scopes, ...status].join(' ')}`, () => {
      const error = toProjectError(new BitbucketError(failure, 'For the log.'), 0);
      assert.ok(error instanceof ProjectError);
      assert.deepEqual([error.kind, error.isCertain], [kind, isCertain]);
      assert.match(error.reason, /^[^{}]+\.$/);
      assert.doesNotMatch(error.reason, /For the log/);
    });
  }

  it('say what is wrong with the drafts, and leave other errors to whoever knows them', () => {
    const other = new TypeError('A bug.');
    assert.equal(toProjectError(other, 0), other);
    assert.doesNotMatch(explainError(other, 0), /A bug/);
    const full = new DraftStoreError({ kind: 'diskFull' }, 'For the log.');
    assert.match(explainError(full, 0), /disk is full/);
  });

  it('name what is in the way', () => {
    const paths = ['a.sql', 'b.sql', 'c.sql', 'd.sql', 'e.sql'];
    const obstacles: readonly Obstacle[] = [
      { kind: 'drafts', paths },
      { kind: 'changed', paths },
      { kind: 'changed', paths: [] },
      { kind: 'protected', branch: 'main' },
      { kind: 'notAllowed' },
      { kind: 'movedTooOften' },
      { kind: 'notSeenYet' },
      { kind: 'invalidProject' },
      { kind: 'noBranch' },
      { kind: 'differs', paths: ['a.sql'] },
      { kind: 'sourceMissing', source },
      { kind: 'sourceEmpty', source },
      { kind: 'sourceTooLarge', files: 201, bytes: 1 },
      { kind: 'sourceNotText', path: 'a.sql' },
    ];
    const sentences = obstacles.map(explainObstacle);
    assert.equal(new Set(sentences).size, obstacles.length);
    for (const sentence of sentences) assert.match(sentence, /^[^{}]+\.$/);
    assert.match(sentences[0] ?? '', /a\.sql, b\.sql, c\.sql and 2 more/);
    assert.match(sentences[3] ?? '', /branch main is protected/);
  });
});
