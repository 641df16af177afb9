import assert from 'node:assert/strict';
import type { PrerequisiteId, PrerequisiteResult } from '../../../src/projects/prerequisite';
import { createWizardState } from '../../../src/wizard/createWizardState';
import { findProblems } from '../../../src/wizard/findProblems';
import type { WizardEvent } from '../../../src/wizard/wizardEvent';
import type { FieldProblem } from '../../../src/wizard/wizardState';
import { atRepository, atReview, atStarter, createCheck, go, play, sales } from './samples';

const token = `ghp_${'a1B2c3D4e5'.repeat(4)}`;

describe('what is wrong on a step of the wizard', () => {
  const names: readonly (readonly [string, string | undefined])[] = [
    ['', 'missing'],
    [' \t', 'missing'],
    ['Sales', undefined],
    ['x'.repeat(255), undefined],
    ['🙂'.repeat(255), undefined],
    ['x'.repeat(256), 'tooLong'],
    [' rEturns ', 'notUnique'],
    ['Sales\n2', 'controlCharacters'],
    ['Sales\u2028', 'controlCharacters'],
    ['Sales \ud800', 'controlCharacters'],
    [token, 'looksLikeSecret'],
  ];
  for (const [name, code] of names) {
    it(`says ${code ?? 'nothing'} of the name ${JSON.stringify(name.slice(0, 12))}`, () => {
      const state = play(
        createWizardState(),
        { kind: 'knownNames', names: ['Returns'] },
        { kind: 'details', change: { name } },
      );
      assert.deepEqual(findProblems(state), code === undefined ? [] : [{ field: 'name', code }]);
    });
  }

  const descriptions: readonly (readonly [string, string | undefined])[] = [
    ['One line\nand another\r\n\tindented', undefined],
    ['x'.repeat(4000), undefined],
    ['x'.repeat(4001), 'tooLong'],
    ['a\u0000b', 'controlCharacters'],
    [`The token is ${token}.`, 'looksLikeSecret'],
  ];
  for (const [description, code] of descriptions) {
    it(`says ${code ?? 'nothing'} of the description ${JSON.stringify(description.slice(0, 12))}`, () => {
      const state = play(createWizardState(), { kind: 'details', change: { name: 'Sales', description } });
      assert.deepEqual(findProblems(state), code === undefined ? [] : [{ field: 'description', code }]);
    });
  }

  const elsewhere: readonly (readonly [string, readonly WizardEvent[], string])[] = [
    ['Git hosted by Maia', [go, { kind: 'configuration', value: 'maiaManaged' }], 'configuration'],
    ['another provider', [go, go, { kind: 'provider', value: 'github' }], 'provider'],
  ];
  for (const [what, events, field] of elsewhere) {
    it(`sends people with ${what} to Maia’s pages`, () => {
      const state = play(createWizardState(), { kind: 'details', change: { name: 'Sales' } }, ...events);
      assert.deepEqual(findProblems(state), [{ field, code: 'elsewhere' }]);
      assert.equal(play(state, go).step, field);
    });
  }

  const checks: readonly (readonly [
    Partial<Record<PrerequisiteId, PrerequisiteResult['state']>>,
    FieldProblem | undefined,
  ])[] = [
    [{}, undefined],
    [{ dedicated: 'warning', noProject: 'warning' }, undefined],
    [{ notEmpty: 'unknown', mainBranch: 'unknown' }, undefined],
    [{ writePermission: 'unknown' }, { field: 'writePermission', code: 'unmet' }],
    [
      { notEmpty: 'failed', mainBranch: 'failed' },
      { field: 'notEmpty', code: 'unmet' },
    ],
    [
      { mainBranch: 'failed', dedicated: 'checking' },
      { field: 'repository', code: 'checking' },
    ],
  ];
  for (const [states, problem] of checks) {
    it(`says ${problem?.code ?? 'nothing'} of a repository with ${JSON.stringify(states)}`, () => {
      const state = play(
        atRepository(),
        { kind: 'repository', value: sales },
        { kind: 'checked', repository: sales, check: createCheck(states) },
      );
      assert.deepEqual(findProblems(state), problem === undefined ? [] : [problem]);
    });
  }

  it('asks for a repository, and never trusts one whose permission nobody looked up', () => {
    assert.deepEqual(findProblems(atRepository()), [{ field: 'repository', code: 'missing' }]);
    const chosen = play(atRepository(), { kind: 'repository', value: sales });
    assert.deepEqual(findProblems(chosen), [{ field: 'repository', code: 'checking' }]);
    const check = { ...createCheck(), results: [] };
    const unasked = play(chosen, { kind: 'checked', repository: sales, check });
    assert.deepEqual(findProblems(unasked), [{ field: 'writePermission', code: 'unmet' }]);
  });

  const sources: readonly (readonly [string, string, string | undefined, string?])[] = [
    ['', 'main', 'source', 'missing'],
    ['templates', '', 'sourceBranch', 'missing'],
    ['sales', 'main', 'starter', 'invalid'],
    ['sales', 'old', undefined],
    ['templates', 'main', undefined],
  ];
  for (const [slug, branch, field, code] of sources) {
    it(`says ${code ?? 'nothing'} of starter content from “${slug}” at “${branch}”`, () => {
      const source = { workspace: 'acme', slug, branch };
      const state = play(atStarter(), { kind: 'starter', value: { kind: 'repository', source } });
      assert.deepEqual(findProblems(state), field === undefined ? [] : [{ field, code }]);
    });
  }

  it('looks at what is prepared for the chosen deployment and platform only', () => {
    const runner = 'x\u0000';
    const state = play(
      atStarter(),
      go,
      {
        kind: 'preparation',
        change: { environmentName: 'x'.repeat(256), runner, defaultAccess: token, fields: { warehouse: token } },
      },
      { kind: 'preparation', change: { fields: { workspaceUrl: token, role: 'x'.repeat(1001) } } },
    );
    const common = [
      { field: 'environmentName', code: 'tooLong' },
      { field: 'defaultAccess', code: 'looksLikeSecret' },
    ];
    assert.deepEqual(findProblems(state), [
      ...common,
      { field: 'role', code: 'tooLong' },
      { field: 'warehouse', code: 'looksLikeSecret' },
    ]);
    const other = play(
      state,
      { kind: 'details', change: { dataPlatform: 'databricks' } },
      { kind: 'preparation', change: { deployment: 'hybrid' } },
    );
    assert.deepEqual(findProblems(other), [
      common[0],
      { field: 'runner', code: 'controlCharacters' },
      common[1],
      { field: 'workspaceUrl', code: 'looksLikeSecret' },
    ]);
  });

  const branches: readonly (readonly [string, string])[] = [
    ['', 'missing'],
    ['a..b', 'invalid'],
    ['with blank', 'invalid'],
    ['x'.repeat(256), 'tooLong'],
  ];
  for (const [value, code] of branches) {
    it(`says ${code} of the branch ${JSON.stringify(value.slice(0, 12))}, and plans nothing for it`, () => {
      const state = play(atReview(), { kind: 'branch', value });
      assert.deepEqual(findProblems(state), [
        { field: 'branch', code },
        { field: 'plan', code: 'planning' },
      ]);
    });
  }

  const messages: readonly (readonly [string, string])[] = [
    ['\n', 'missing'],
    ['x'.repeat(4001), 'tooLong'],
    ['a\u0007', 'controlCharacters'],
    [`password=${token}`, 'looksLikeSecret'],
  ];
  for (const [value, code] of messages) {
    it(`says ${code} of the message ${JSON.stringify(value.slice(0, 12))}`, () => {
      assert.deepEqual(findProblems(play(atReview(), { kind: 'message', value })), [{ field: 'message', code }]);
    });
  }

  it('tells on the review what came to be wrong on the steps before', () => {
    const state = play(atReview(), { kind: 'knownNames', names: ['sales ANALYTICS'] });
    assert.deepEqual(findProblems(state), [
      { field: 'name', code: 'notUnique' },
      { field: 'plan', code: 'planning' },
    ]);
  });
});
