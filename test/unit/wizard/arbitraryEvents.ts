import fc from 'fast-check';
import { creationSteps, type CreationFailure, type CreationPlan } from '../../../src/projects/creation';
import { prerequisiteIds, type PrerequisiteResult, type RepositoryCheck } from '../../../src/projects/prerequisite';
import { dataPlatforms } from '../../../src/projects/project';
import type { StarterContent } from '../../../src/projects/starterContent';
import type { HostEvent, PersonEvent, WizardEvent } from '../../../src/wizard/wizardEvent';
import { gitProviders, wizardSteps, type Authorization } from '../../../src/wizard/wizardState';
import { alice, bob, createCheck, createPlan, nobody, returns, sales } from './samples';

/** Right, wrong and hostile, each often enough to meet the others. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Sales', ' sales', 'Returns') },
  fc.constantFrom('', 'x'.repeat(256), 'a\nb', `ghp_${'a1B2c3D4e5'.repeat(4)}`, '__proto__'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const repository = fc.constantFrom(sales, returns);
const branch = fc.constantFrom('main', 'maia', 'a..b', '');
const reason = fc.constant('offline');

const starter: fc.Arbitrary<StarterContent> = fc.oneof(
  fc.constantFrom<StarterContent>({ kind: 'none' }, { kind: 'transform' }, { kind: 'extractAndLoad' }),
  fc.record({
    kind: fc.constant('repository' as const),
    source: fc.record({ workspace: fc.constant('acme'), slug: fc.constantFrom('', 'sales', 'old'), branch }),
  }),
);

export const arbitraryPersonEvent: fc.Arbitrary<PersonEvent> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ kind: 'continue' as const }) },
  fc.constant({ kind: 'back' as const }),
  fc.constant({ kind: 'skipPreparation' as const }),
  fc.record({ kind: fc.constant('goTo' as const), step: fc.constantFrom(...wizardSteps) }),
  fc.record({
    kind: fc.constant('details' as const),
    change: fc.record(
      { name, description: name, dataPlatform: fc.constantFrom(...dataPlatforms) },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    kind: fc.constant('configuration' as const),
    value: fc.constantFrom('advanced' as const, 'advanced' as const, 'maiaManaged' as const),
  }),
  fc.record({
    kind: fc.constant('provider' as const),
    value: fc.constantFrom('bitbucket' as const, 'bitbucket' as const, ...gitProviders),
  }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repository' as const), value: repository }) },
  fc.record({ kind: fc.constant('branch' as const), value: branch }),
  fc.record({ kind: fc.constant('starter' as const), value: starter }),
  fc.record({
    kind: fc.constant('preparation' as const),
    change: fc.record(
      {
        deployment: fc.constantFrom('full' as const, 'hybrid' as const),
        environmentName: name,
        runner: name,
        defaultAccess: name,
        fields: fc.record({ account: name, secretName: name, host: name }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ kind: fc.constant('message' as const), value: name }),
);

const result: fc.Arbitrary<PrerequisiteResult> = fc.record({
  id: fc.constantFrom(...prerequisiteIds),
  state: fc.constantFrom(
    'checking' as const,
    'passed' as const,
    'warning' as const,
    'failed' as const,
    'unknown' as const,
  ),
});
const check: fc.Arbitrary<RepositoryCheck> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(createCheck()) },
  fc.record({ results: fc.uniqueArray(result, { selector: ({ id }) => id }), branches: fc.constant(['main']) }),
);
const plan: fc.Arbitrary<CreationPlan> = fc
  .tuple(repository, branch, fc.boolean())
  .map(([target, to, isEmpty]) => ({ ...createPlan(target, to), ...(isEmpty ? { files: [] } : {}) }));
const authorization = fc.constantFrom<Authorization>(
  alice,
  alice,
  bob,
  nobody,
  { kind: 'waiting' },
  { kind: 'unknown' },
);
const step = fc.constantFrom(...creationSteps);
const failure: fc.Arbitrary<CreationFailure> = fc.record({
  step,
  kind: fc.constantFrom('protected' as const, 'changed' as const, 'unreachable' as const),
  reason,
});

const arbitraryHostEvent: fc.Arbitrary<HostEvent> = fc.oneof(
  fc.record({ kind: fc.constant('knownNames' as const), names: fc.array(name, { maxLength: 2 }) }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('authorization' as const), value: authorization }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('checked' as const), repository, check }) },
  fc.record({ kind: fc.constant('result' as const), repository, result }),
  fc.constant({ kind: 'repairing' as const }),
  fc.record({ kind: fc.constant('repairFailed' as const), reason }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('planned' as const), plan }) },
  fc.record({ kind: fc.constant('planFailed' as const), reason }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('creating' as const), step }) },
  fc.record({ kind: fc.constant('committed' as const), commit: fc.constantFrom('c0ffee', 'decade') }),
  fc.record({ kind: fc.constant('creationFailed' as const), failure }),
  fc.constant({ kind: 'created' as const }),
);

export const arbitraryEvents: fc.Arbitrary<readonly WizardEvent[]> = fc.array(
  fc.oneof(arbitraryPersonEvent, arbitraryHostEvent),
  { maxLength: 40, size: 'max' },
);
