import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWizardRequest } from '../../../src/wizard/readWizardRequest';
import { arbitraryPersonEvent } from './arbitraryEvents';
import { sales, toJson } from './samples';

describe('a message of the wizard’s page', () => {
  const good: readonly (readonly [string, unknown])[] = [
    ['ready', undefined],
    ['listRepositories', { text: 'sal', workspace: '', from: 0, count: 50 }],
    ['refreshRepositories', undefined],
    ['signIn', 'anotherWay'],
    ['cancelSignIn', undefined],
    ['reauthorize', undefined],
    ['useAnotherAccount', undefined],
    ['checkAgain', undefined],
    ['repair', 'createMain'],
    ['createRepository', undefined],
    ['showDiff', 'README.md'],
    ['create', undefined],
    ['copy', ''],
    ['openPage', 'editions'],
    ['linkToMaia', 'https://app.matillion.com/projects/1'],
    ['openProject', undefined],
    ['discard', undefined],
  ];
  for (const [method, argument] of good) {
    it(`is understood when it asks to ${method}, however it travelled`, () => {
      const message = { id: 7, method, argument };
      assert.deepEqual(readWizardRequest(message), message);
      assert.deepEqual(readWizardRequest(toJson(message)), message);
    });
  }

  it('is understood when it tells what the person did', () => {
    const property = fc.property(arbitraryPersonEvent, fc.nat(), (argument, id) => {
      const message = toJson({ id, method: 'event', argument });
      assert.deepEqual(readWizardRequest(message), message);
    });
    fc.assert(property);
  });

  it('carries nothing along that nobody asked for', () => {
    const argument = { kind: 'details', change: { name: 'Sales', version: 2 }, more: true };
    assert.deepEqual(readWizardRequest({ id: 1, method: 'event', argument, token: 'x' }), {
      id: 1,
      method: 'event',
      argument: { kind: 'details', change: { name: 'Sales' } },
    });
  });

  it('still arrives with a text that is too long for its field, but not with one that nobody typed', () => {
    const toMessage = (length: number): unknown => ({
      id: 1,
      method: 'event',
      argument: { kind: 'details', change: { name: 'x'.repeat(length) } },
    });
    assert.notEqual(readWizardRequest(toMessage(5_000)), undefined);
    assert.equal(readWizardRequest(toMessage(10_001)), undefined);
  });

  const event = (argument: unknown): unknown => ({ id: 1, method: 'event', argument });
  const bad: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['a text', 'create'],
    ['a list', [{ id: 1, method: 'create' }]],
    ['no id', { method: 'create' }],
    ['a broken id', { id: 1.5, method: 'create' }],
    ['an unknown method', { id: 1, method: 'eval' }],
    ['a method of every object', { id: 1, method: 'toString' }],
    ['an argument where none is', { id: 1, method: 'create', argument: 'now' }],
    ['an event of the host', event({ kind: 'created' })],
    ['a plan of its own', event({ kind: 'planned', plan: {} })],
    ['an authorization', event({ kind: 'authorization', value: { kind: 'authorized', accountId: 'a', label: 'A' } })],
    ['an unknown step', event({ kind: 'goTo', step: 'done' })],
    ['an unknown platform', event({ kind: 'details', change: { dataPlatform: 'bigquery' } })],
    ['a name that is none', event({ kind: 'details', change: { name: 7 } })],
    ['a repository without a name', event({ kind: 'repository', value: { ...sales, slug: '' } })],
    ['a field that is not prepared', event({ kind: 'preparation', change: { fields: { password: 'x' } } })],
    ['another page', { id: 1, method: 'openPage', argument: 'https://example.com' }],
    [
      'too many rows',
      { id: 1, method: 'listRepositories', argument: { text: '', workspace: '', from: 0, count: 1e6 } },
    ],
    [
      'rows before the first',
      { id: 1, method: 'listRepositories', argument: { text: '', workspace: '', from: -1, count: 1 } },
    ],
  ];
  for (const [what, message] of bad) {
    it(`is refused when it is ${what}`, () => {
      assert.equal(readWizardRequest(message), undefined);
    });
  }

  it('never makes the host stumble', () => {
    const property = fc.property(fc.anything({ withNullPrototype: true }), fc.anything(), (message, argument) => {
      readWizardRequest(message);
      readWizardRequest({ id: 1, method: 'event', argument });
    });
    fc.assert(property);
  });
});
