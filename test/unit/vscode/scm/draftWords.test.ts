import assert from 'node:assert/strict';
import type { Draft } from '../../../../src/repositories/drafts/draft';
import type { Change } from '../../../../src/vscode/scm/changes';
import { DraftWords } from '../../../../src/vscode/scm/draftWords';
import { createPipelineText } from '../../../support/pipelineText';

const older = createPipelineText({
  kind: 'transformation',
  components: [{ name: 'Filter', type: 'filter', parameters: { condition: 'a' } }],
});
const newer = older.replace('condition: "a"', 'condition: "b"');
const path = 'sales/Filter.tran.yaml';

/** The drafts of a branch, of which one changes a pipeline; hashes are the texts themselves. */
function createDrafts({ base = older, content = newer, oldPath = path } = {}) {
  const texts = { base: base as string | undefined, content };
  const reads: string[] = [];
  const give = (what: string, text: string | undefined) => {
    reads.push(what);
    return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
  };
  const find = (wanted: string): Promise<Draft | undefined> => {
    const isMoved = oldPath !== path;
    const hasBase = wanted === oldPath && texts.base !== undefined;
    const draft: Draft = {
      path: wanted,
      base: hasBase ? { commit: '1', hash: texts.base, mode: 'file' } : undefined,
      change: wanted === path ? { kind: 'content', hash: texts.content, size: 1, mode: 'file' } : { kind: 'deleted' },
      renamedFrom: isMoved && wanted === path ? oldPath : undefined,
      savedMs: 0,
      conflict: undefined,
    };
    return Promise.resolve(draft);
  };
  const change: Change = {
    kind: oldPath === path ? 'modified' : 'renamed',
    path,
    paths: [path],
    original: { commit: '1', path: oldPath },
    isInConflict: false,
    conflict: undefined,
    savedMs: 0,
  };
  const drafts = {
    find,
    readBase: (wanted: string) => give(`base of ${wanted}`, texts.base),
    readContent: (wanted: string) => give(wanted, texts.content),
  };
  return { drafts, change, texts, reads };
}

describe('what a draft changes, in words', () => {
  it('is told from both texts, which are read and compared once', async () => {
    const { drafts, change, reads } = createDrafts();
    const words = new DraftWords();
    assert.equal(await words.find(drafts, change), 'Filter: condition changed');
    assert.equal(await words.find(drafts, change), 'Filter: condition changed');
    assert.deepEqual(reads, [`base of ${path}`, path]);
  });

  it('is told anew when something else was saved at the same moment', async () => {
    const { drafts, change, texts } = createDrafts();
    const words = new DraftWords();
    await words.find(drafts, change);
    texts.content = older.replace('type: "filter"', 'type: "join"');
    assert.match((await words.find(drafts, change)) ?? '', /^Filter is of another type now/);
  });

  it('is not told of texts that are saved while they are read', async () => {
    const { drafts, change, texts } = createDrafts();
    const readContent = (wanted: string) => {
      texts.content = `${newer}# more`;
      return drafts.readContent(wanted);
    };
    assert.equal(await new DraftWords().find({ ...drafts, readContent }, change), undefined);
  });

  it('is told of a pipeline that was moved, against what it was', async () => {
    const { drafts, change, reads } = createDrafts({ oldPath: 'Filter.tran.yaml' });
    assert.equal(await new DraftWords().find(drafts, change), 'Filter: condition changed');
    assert.deepEqual(reads, ['base of Filter.tran.yaml', path]);
  });

  it('is not told where it takes a request, nor of what is no pipeline', async () => {
    const { drafts, change, texts, reads } = createDrafts();
    texts.base = undefined;
    assert.equal(await new DraftWords().find(drafts, change), undefined);
    assert.equal(await new DraftWords().find(drafts, { ...change, path: 'a.sql' }), undefined);
    assert.deepEqual(reads, []);
  });
});
