import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readStoredSessions, writeStoredSessions } from '../../../src/auth/readStoredSessions';
import { storedSession } from './sessionsHarness';

describe('the stored form of sessions', () => {
  it('comes back as it was written', () => {
    const sessions = [storedSession(), storedSession({ id: 's2', tokens: undefined })];
    const reading = readStoredSessions(writeStoredSessions(sessions, []));
    assert.equal(JSON.stringify(reading.sessions), JSON.stringify(sessions));
    assert.deepEqual([reading.unreadable, reading.isForeign], [[], false]);
  });

  it('keeps entries it cannot read apart, and the rest usable', () => {
    const odd = [{ id: 'future' }, null, 7, { ...storedSession({ id: 'x' }), tokens: { accessToken: '' } }];
    const reading = readStoredSessions(writeStoredSessions([storedSession()], odd));
    assert.deepEqual(
      reading.sessions.map(({ id }) => id),
      ['s1'],
    );
    assert.equal(reading.unreadable.length, odd.length);
  });

  it('is nothing when nothing is stored', () => {
    assert.deepEqual(readStoredSessions(undefined), { sessions: [], unreadable: [], isForeign: false });
  });

  for (const text of ['garbage', '{', 'null', '[]', '{"version":2,"sessions":[]}', '{"version":1}']) {
    it(`is foreign when it says ${text}`, () => {
      assert.deepEqual(readStoredSessions(text), { sessions: [], unreadable: [], isForeign: true });
    });
  }

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.deepEqual(readStoredSessions(text).sessions, []);
      }),
    );
  });
});
