import * as v from 'valibot';
import { creationSteps } from '../projects/creation';
import { prerequisiteIds } from '../projects/prerequisite';
import {
  configurationSchema,
  deploymentSchema,
  platformSchema,
  preparedSchema,
  providerSchema,
  repositorySchema,
  starterSchema,
  targetSchema,
} from './fieldSchemas';
import { settle } from './settle';
import { toStoredWizard } from './toStoredWizard';
import { wizardSteps, type Authorization, type WizardState, type WizardStep } from './wizardState';

const text = v.string();

const authorization: v.GenericSchema<unknown, Authorization> = v.variant('kind', [
  v.object({ kind: v.literal('unknown') }),
  v.object({
    kind: v.literal('none'),
    canSignIn: v.boolean(),
    failure: v.optional(text),
    gone: v.optional(v.object({ accountId: text, label: text })),
    hasOthers: v.optional(v.boolean()),
  }),
  v.object({ kind: v.literal('waiting') }),
  v.object({ kind: v.literal('authorized'), accountId: text, label: text }),
]);

const check = v.object({
  results: v.array(
    v.object({
      id: v.picklist(prerequisiteIds),
      state: v.picklist(['checking', 'passed', 'warning', 'failed', 'unknown']),
      facts: v.optional(v.record(text, v.union([text, v.number()]))),
      reason: v.optional(text),
      repair: v.optional(v.picklist(['initialise', 'createMain', 'openExisting', 'chooseAnother'])),
    }),
  ),
  branches: v.array(text),
  defaultBranch: v.optional(text),
  pipelineCount: v.optional(v.number()),
  existingName: v.optional(text),
});

const plan = v.object({
  target: targetSchema,
  baseCommit: v.optional(text),
  message: text,
  files: v.array(v.object({ path: text, text, before: v.optional(text) })),
});

const creation = v.object({
  step: v.optional(v.picklist(creationSteps)),
  isRunning: v.boolean(),
  failure: v.optional(
    v.object({
      step: v.picklist(creationSteps),
      kind: v.picklist(['protected', 'changed', 'unreachable', 'limited', 'refused', 'signedOut', 'invalid']),
      reason: text,
    }),
  ),
  commit: v.optional(text),
});

const stored: v.GenericSchema<unknown, WizardState> = v.object({
  version: v.literal(1),
  step: v.picklist(wizardSteps),
  asked: v.fallback(v.array(v.picklist(wizardSteps)), []),
  details: v.object({ name: text, description: text, dataPlatform: platformSchema }),
  knownNames: v.fallback(v.array(text), []),
  configuration: configurationSchema,
  provider: providerSchema,
  authorization: v.fallback(authorization, { kind: 'unknown' }),
  repository: v.optional(repositorySchema),
  // What can be found out again is no reason to lose what was typed.
  check: v.fallback(v.optional(check), undefined),
  repair: v.fallback(v.optional(v.object({ isRunning: v.boolean(), failure: v.optional(text) })), undefined),
  branch: text,
  starter: starterSchema,
  preparation: v.optional(
    v.object({
      deployment: deploymentSchema,
      environmentName: text,
      runner: text,
      defaultAccess: text,
      fields: preparedSchema,
    }),
  ),
  message: text,
  plan: v.fallback(v.optional(plan), undefined),
  planFailure: v.fallback(v.optional(text), undefined),
  creation: v.fallback(creation, { isRunning: false }),
  isLinked: v.fallback(v.optional(v.boolean()), undefined),
});

/**
 * What was stored of a wizard; `undefined` when that is none. Nothing that was running still is, and a commit that was
 * planned is planned again.
 */
export function readWizardState(value: unknown): WizardState | undefined {
  const reading = v.safeParse(stored, value);
  if (!reading.success) return undefined;
  const state = toStoredWizard(reading.output);
  return settle({ ...state, step: toReachable(state) });
}

/** A step that needs a repository is none without it. */
function toReachable({ step, repository }: WizardState): WizardStep {
  const isAfter = wizardSteps.indexOf(step) > wizardSteps.indexOf('repository');
  return repository === undefined && isAfter ? 'repository' : step;
}
