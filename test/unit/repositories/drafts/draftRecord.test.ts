import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  readDraftRecord,
  readPendingRecord,
  readScopeRecord,
  readSetAsideRecord,
  toRecord,
} from '../../../../src/repositories/drafts/draftRecord';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const [one, two] = ['1'.repeat(64), '2'.repeat(64)];

/** As format 1 was first written; every later version has to read it. */
const golden = JSON.parse(readFileSync('test/fixtures/drafts/format1.json', 'utf8')) as Record<string, unknown>;
const recordOf = (name: string) => bytesOf(JSON.stringify(golden[name]));

describe('draft records', () => {
  it('reads drafts of the first format', () => {
    const reading = (name: string) => {
      const record = readDraftRecord(recordOf(name));
      return record.kind === 'draft' ? record.draft : record;
    };
    const base = { commit: 'a'.repeat(40), hash: one, mode: 'executable' };
    assert.deepEqual(reading('edited'), {
      path: 'in/a.sql',
      base,
      change: { kind: 'content', hash: two, size: 7, mode: 'executable' },
      renamedFrom: 'in/old.sql',
      savedMs: 1790000000000,
      conflict: { commit: 'b'.repeat(40), theirs: { hash: one, mode: 'file' } },
    });
    const rest = { renamedFrom: undefined, savedMs: 1790000000001, conflict: undefined };
    const unread = { commit: 'a'.repeat(40), hash: undefined, mode: 'file' };
    assert.deepEqual(reading('deleted'), { path: 'b.sql', base: unread, change: { kind: 'deleted' }, ...rest });
    assert.deepEqual(reading('folder'), { path: 'new', base: undefined, change: { kind: 'folder' }, ...rest });
  });

  it('reads what lies beside drafts of the first format', () => {
    assert.deepEqual(readScopeRecord(recordOf('scope')), {
      accountId: '{1}',
      repository: { workspace: 'acme', slug: 'sales' },
      branch: 'feature/x',
    });
    assert.equal(readSetAsideRecord(recordOf('setAside'))?.drafts[0]?.path, 'b.sql');
    const pending = readPendingRecord(recordOf('pending'));
    assert.deepEqual(typeof pending === 'object' && pending.files, [
      { path: 'a', content: { hash: one, mode: 'link' } },
      { path: 'b', content: undefined },
    ]);
  });

  it('reads what it writes', () => {
    for (const name of ['edited', 'deleted', 'folder']) {
      const record = readDraftRecord(recordOf(name));
      assert.ok(record.kind === 'draft');
      assert.deepEqual(readDraftRecord(toRecord(record.draft)), record);
    }
  });

  it('knows the path of a draft in a newer format, and nothing else of it', () => {
    const record = bytesOf('{"format":2,"path":"a","new":[]}');
    assert.deepEqual(readDraftRecord(record), { kind: 'newer', path: 'a' });
    assert.equal(readSetAsideRecord(record), undefined);
  });

  const damages = ['', '{', '[]', '{"format":1}', '{"format":"1","path":"a"}', '{"format":0}', '\u0000', 'null'];
  for (const text of damages) {
    it(`takes ${JSON.stringify(text)} for damaged`, () => {
      assert.deepEqual(readDraftRecord(bytesOf(text)), { kind: 'damaged' });
    });
  }
});
