import assert from 'node:assert/strict';
import type { OfflinePlan } from '../../../../src/repositories/offlineBranches';
import { toPlanText, toProgressText, toSizeText } from '../../../../src/vscode/offline/offlineText';

const file = { path: 'a.sql', size: 1, source: undefined };
const plan: OfflinePlan = {
  repository: { workspace: 'acme', slug: 'sales' },
  branch: 'main',
  commit: 'a'.repeat(40),
  files: Array.from({ length: 3210 }, () => file),
  bytes: 4_210_000,
  missing: 3100,
  missingBytes: 4_000_000,
  leftOut: 12,
  entries: [],
};

describe('The question before a branch is kept offline', () => {
  it('states files, size, requests, what is left out, and what it costs later', () => {
    assert.deepEqual(toPlanText(plan, 'en').split('\n'), [
      '3,210 text files, 4.2 MB on this computer.',
      '3,100 have to be downloaded: 4 MB, one request each (Bitbucket grants 5,000 an hour for files).',
      '12 files are left out: images and other binary files, large-file storage (LFS), and text over 5 MB.',
      'When you open or refresh the branch later and it has moved, only the files that changed are downloaded.',
    ]);
  });

  it('says when nothing has to be downloaded or left out', () => {
    assert.deepEqual(
      toPlanText({ ...plan, missing: 0, missingBytes: 0, leftOut: 0 }, 'en')
        .split('\n')
        .slice(1, 2),
      ['All of them were read before: nothing has to be downloaded.'],
    );
  });

  const sizes: readonly [number, string][] = [
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [1_550_000, '1.6 MB'],
    [3e12, '3,000 GB'],
  ];
  for (const [bytes, text] of sizes) {
    it(`writes ${bytes} bytes as ${text}`, () => {
      assert.equal(toSizeText(bytes, 'en'), text);
    });
  }

  it('says in the middle how far it is, or until when it waits', () => {
    assert.equal(toProgressText({ kind: 'files', done: 1200, total: 3210 }, 'en'), '1,200 of 3,210 files');
    assert.match(
      toProgressText({ kind: 'waiting', untilMs: 0 }, 'en'),
      /^Bitbucket limits requests until .*; it goes on/,
    );
  });
});
