import fc from 'fast-check';
import assert from 'node:assert/strict';
import {
  readSessionIndex,
  readStoredSession,
  writeSessionIndex,
  writeStoredSession,
} from '../../../src/auth/readStoredSessions';
import { storedSession } from './sessionsHarness';

const places = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'];

describe('the stored form of a session', () => {
  for (const session of [storedSession(), storedSession({ id: 's2', tokens: undefined })]) {
    it(`comes back as it was written${session.tokens === undefined ? ', ended ones too' : ''}`, () => {
      assert.equal(JSON.stringify(readStoredSession(writeStoredSession(session))), JSON.stringify(session));
    });
  }

  it('is no session when anything in it makes no sense', () => {
    const odd = [{ id: 'future' }, null, 7, { ...storedSession({ id: 'x' }), tokens: { accessToken: '' } }];
    for (const session of odd) assert.equal(readStoredSession(JSON.stringify({ version: 1, session })), undefined);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.equal(readStoredSession(text), undefined);
        assert.deepEqual(readSessionIndex(text).former, []);
      }),
    );
  });
});

describe('the list of stored sessions', () => {
  it('comes back in its order', () => {
    assert.deepEqual(readSessionIndex(writeSessionIndex(places)), { places, former: [], isForeign: false });
  });

  it('is empty when nothing is stored', () => {
    assert.deepEqual(readSessionIndex(undefined), { places: [], former: [], isForeign: false });
  });

  it('may be the sessions themselves, as an earlier version kept them, and what is odd among them is told', () => {
    const sessions = [storedSession(), storedSession({ id: 's2' })];
    const reading = (all: readonly unknown[]) => readSessionIndex(JSON.stringify({ version: 1, sessions: all }));
    assert.deepEqual(reading(sessions), { places: [], former: sessions, isForeign: false });
    assert.deepEqual(reading([...sessions, { id: 'future' }]), { places: [], former: sessions, isForeign: true });
  });

  for (const text of ['garbage', '{', 'null', '[]', '{"version":3,"places":[]}', '{"version":2,"places":["../x"]}']) {
    it(`is foreign when it says ${text}`, () => {
      assert.deepEqual(readSessionIndex(text), { places: [], former: [], isForeign: true });
    });
  }
});
