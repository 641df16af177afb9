import assert from 'node:assert/strict';
import { toDraftedContent } from '../../../src/repositories/draftedPipelines';
import type { Draft, DraftChange } from '../../../src/repositories/drafts/draft';
import { toPipelines } from '../../../src/repositories/pipelineFinder';

const content: DraftChange = { kind: 'content', hash: '0', size: 1, mode: 'file' };
const draft = (path: string, change: DraftChange, renamedFrom?: string): Draft => ({
  path,
  base: undefined,
  change,
  renamedFrom,
  savedMs: 0,
  conflict: undefined,
});
const show = (paths: readonly string[], drafts: readonly Draft[]) => {
  const { pipelines, folders } = toDraftedContent(toPipelines(paths), drafts);
  return [...pipelines.map((it) => `${it.path}${it.draft === undefined ? '' : ` ${it.draft}`}`), ...folders];
};

describe('toDraftedContent', () => {
  const cases: readonly [string, readonly Draft[], readonly string[]][] = [
    ['nothing where there are none', [], ['a.orch.yaml']],
    ['an edit', [draft('a.orch.yaml', content)], ['a.orch.yaml modified']],
    ['a new pipeline in its place', [draft('0.tran.yaml', content)], ['0.tran.yaml added', 'a.orch.yaml']],
    ['a deletion, still on the branch', [draft('a.orch.yaml', { kind: 'deleted' })], ['a.orch.yaml deleted']],
    [
      'a move, only where it went',
      [draft('a.orch.yaml', { kind: 'deleted' }), draft('b.orch.yaml', content, 'a.orch.yaml')],
      ['b.orch.yaml renamed'],
    ],
    ['an empty folder', [draft('new', { kind: 'folder' })], ['a.orch.yaml', 'new']],
    ['no file that is no pipeline', [draft('x.sql', content)], ['a.orch.yaml']],
    ['no deletion of what is gone from the branch too', [draft('z.orch.yaml', { kind: 'deleted' })], ['a.orch.yaml']],
  ];
  for (const [title, drafts, expected] of cases) {
    it(`shows ${title}`, () => {
      assert.deepEqual(show(['a.orch.yaml'], drafts), expected);
    });
  }
});
