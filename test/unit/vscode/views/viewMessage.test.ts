import assert from 'node:assert/strict';
import { toViewDescription, toViewMessage, type ViewSummary } from '../../../../src/vscode/views/viewMessage';

const now = Date.parse('2026-11-23T12:00:00Z');
const context = { now, language: 'en' };
const complete: ViewSummary = { shown: 9, total: 9, isLoading: false, search: undefined, outdated: undefined };
const unreachable = { failure: { kind: 'unreachable' }, at: now } as const;

describe('the line above the repositories', () => {
  const cases: readonly [string, Partial<ViewSummary>, string | undefined][] = [
    ['is silent while everything is shown and current', {}, undefined],
    ['is silent while there is nothing yet', { shown: 0, total: 0, isLoading: true }, undefined],
    ['counts while rows arrive', { shown: 200, total: 5000, isLoading: true }, 'Showing 200 of 5,000 · loading…'],
    ['counts what the filter leaves', { shown: 4 }, 'Showing 4 of 9'],
    ['names the search', { shown: 3, total: 5000, search: 'sales' }, 'Showing 3 of 5,000 · search “sales”'],
    [
      'tells the age of what could not be updated',
      { outdated: { failure: unreachable, loadedAt: now - 2 * 3_600_000 } },
      'From 2 hours ago – Bitbucket cannot be reached',
    ],
  ];
  for (const [behaviour, summary, expected] of cases) {
    it(behaviour, () => {
      assert.equal(toViewMessage({ ...complete, ...summary }, context), expected);
    });
  }

  it('has a short form beside the title', () => {
    assert.deepEqual(
      [complete, { ...complete, shown: 3, total: 5000 }, { ...complete, shown: 0, total: 0 }].map((summary) =>
        toViewDescription(summary, context),
      ),
      ['9', '3 of 5,000', undefined],
    );
  });
});
