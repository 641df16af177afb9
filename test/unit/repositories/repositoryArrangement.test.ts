import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { filterModes, isShownBy } from '../../../src/repositories/catalogFilter';
import { arrangeRepositories, type ArrangementRules } from '../../../src/repositories/repositoryArrangement';
import type { PipelinePresence } from '../../../src/repositories/pipelineKnowledge';
import { createRepository } from '../../support/fakeRepositoryLists';

const plain: ArrangementRules = {
  filter: 'all',
  favourites: new Set(),
  recent: [],
  presenceOf: () => 'unknown',
};

const day = (number: number) => ({ updatedOn: `2026-11-0${number}T12:00:00Z` });
const repositories = [
  createRepository('acme', 'old', day(1)),
  createRepository('acme', 'older-favourite', day(2)),
  createRepository('acme', 'favourite', day(3)),
  createRepository('acme', 'new', day(9)),
  createRepository('acme', 'opened', day(1)),
  createRepository('acme', 'opened-last', day(1)),
];

const slugsOf = (rules: ArrangementRules) => arrangeRepositories(repositories, rules).map(({ slug }) => slug);

describe('arrangeRepositories', () => {
  it('puts favourites first, then the ones opened last, then the ones updated last', () => {
    const favourites = new Set(['{acme/favourite}', '{acme/older-favourite}']);
    const recent = ['acme/opened-last', 'acme/favourite', 'acme/opened'];
    assert.deepEqual(slugsOf({ ...plain, favourites, recent }), [
      'favourite',
      'older-favourite',
      'opened-last',
      'opened',
      'new',
      'old',
    ]);
  });

  it('never hides a favourite', () => {
    const favourites = new Set(['{acme/old}']);
    assert.deepEqual(slugsOf({ ...plain, favourites, filter: 'withPipelines' }), ['old']);
  });

  it('shows, in any order of arrival, the same rows in the same order', () => {
    const expected = slugsOf(plain);
    fc.assert(
      fc.property(fc.shuffledSubarray(repositories, { minLength: repositories.length }), (shuffled) => {
        assert.deepEqual(
          arrangeRepositories(shuffled, plain).map(({ slug }) => slug),
          expected,
        );
      }),
    );
  });
});

describe('catalog filter', () => {
  const shown: Readonly<Record<(typeof filterModes)[number], readonly PipelinePresence[]>> = {
    withPipelines: ['some'],
    withPipelinesOrUnknown: ['some', 'unknown'],
    all: ['some', 'none', 'unknown'],
  };
  for (const mode of filterModes) {
    it(`“${mode}” shows repositories with ${shown[mode].join(' or ')} pipelines`, () => {
      const presences: readonly PipelinePresence[] = ['some', 'none', 'unknown'];
      assert.deepEqual(
        presences.filter((presence) => isShownBy(mode, presence)),
        shown[mode],
      );
    });
  }
});
