import assert from 'node:assert/strict';
import type { ComponentSpec } from '../../../support/pipelineText';
import { chain, check, failing, step } from './extraction';

describe('extracting a child pipeline', () => {
  const both = (kind: string): readonly ComponentSpec[] => [
    { name: 'Start', type: 'start', transitions: { unconditional: ['A', 'B'] } },
    step('A', ['C']),
    step('B', ['C']),
    { name: 'C', type: kind, transitions: { success: ['Done'] } },
    { name: 'Done', type: 'end-success' },
  ];
  const refusals: readonly (readonly [
    why: string,
    components: readonly ComponentSpec[],
    names: readonly string[],
    refusal: object,
  ])[] = [
    ['nothing is selected', chain, [], { reason: 'nothing' }],
    ['the start is among them', chain, ['Start', 'A'], { reason: 'start' }],
    ['they do not hang together', chain, ['A', 'C'], { reason: 'severalEntries', name: 'C' }],
    ['two of them are led to', both('and'), ['A', 'B', 'C'], { reason: 'severalEntries', name: 'B' }],
    ['several ways meet at the first', both('and'), ['C'], { reason: 'junction', name: 'C' }],
    [
      'only one of them leads on after a failure',
      chain.map((it) => (it.name === 'B' ? { ...it, transitions: { success: ['C'], failure: ['Done'] } } : it)),
      ['A', 'B'],
      { reason: 'failures', name: 'A' },
    ],
    [
      'their failures lead to several places',
      chain.map((it) =>
        it.name === 'A' || it.name === 'B'
          ? { ...it, transitions: { ...it.transitions, failure: it.name === 'A' ? ['Done'] : ['C'] } }
          : it,
      ),
      ['A', 'B'],
      { reason: 'failures', name: 'A' },
    ],
    [
      'the failure of each is waited for',
      failing.map((it) => (it.name === 'Failed' ? { ...it, type: 'and' } : it)),
      ['A', 'B'],
      { reason: 'junction', name: 'Failed' },
    ],
    [
      'others go on after a failure',
      [
        ...failing.map((it) =>
          it.name === 'A' ? { ...it, transitions: { success: ['B', 'E'], failure: ['Failed'] } } : it,
        ),
        step('E', ['B'], { transitions: { success: ['B'], failure: ['Failed'] } }),
      ],
      ['A', 'B', 'E'],
      { reason: 'branches' },
    ],
    [
      'they go on after a failure',
      failing.map((it) =>
        it.name === 'A' ? { ...it, transitions: { unconditional: ['B'], failure: ['Failed'] } } : it,
      ),
      ['A', 'B'],
      { reason: 'branches' },
    ],
    [
      'what follows does so in any case, and something else after a failure',
      failing.map((it) =>
        it.name === 'B' ? { ...it, transitions: { unconditional: ['C'], failure: ['Failed'] } } : it,
      ),
      ['B'],
      { reason: 'severalExits' },
    ],
    [
      'they go on in two places',
      chain.map((it) => (it.name === 'A' ? { ...it, transitions: { success: ['B', 'Done'] } } : it)),
      ['A', 'B'],
      { reason: 'severalExits' },
    ],
    [
      'the result of a condition decides what follows',
      chain.map((it) => (it.name === 'B' ? { name: 'B', type: 'if', transitions: { true: ['C'] } } : it)),
      ['A', 'B'],
      { reason: 'exitByResult', name: 'B' },
    ],
    [
      'there are branches before the end',
      chain.map((it) => (it.name === 'A' ? { ...it, transitions: { failure: ['B'] } } : it)),
      ['A', 'B'],
      { reason: 'branches' },
    ],
    [
      'what follows does so in any case, but they stop at a failure',
      chain.map((it) => (it.name === 'B' ? { ...it, transitions: { unconditional: ['C'] } } : it)),
      ['A', 'B'],
      { reason: 'branches' },
    ],
    [
      'they change a variable that is used afterwards',
      chain.map((it) =>
        it.name === 'A'
          ? { ...it, type: 'update-scalar', parameters: { variablesToIterate: ['day'] } }
          : it.name === 'C'
            ? { ...it, parameters: { sqlScript: '${day}' } }
            : it,
      ),
      ['A', 'B'],
      { reason: 'variable', name: 'day' },
    ],
  ];
  for (const [why, components, names, refusal] of refusals) {
    it(`is refused where ${why}`, () => {
      assert.deepEqual(check(components, names).plan, { kind: 'refused', ...refusal });
    });
  }

  it('is refused in a transformation', () => {
    const { plan } = check([{ name: 'A', type: 'table-input' }], ['A'], 'transformation');
    assert.deepEqual(plan, { kind: 'refused', reason: 'transformation' });
  });
});
