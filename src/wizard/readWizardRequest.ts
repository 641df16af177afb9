import * as v from 'valibot';
import {
  configurationSchema,
  deploymentSchema,
  lineSchema,
  platformSchema,
  preparedSchema,
  providerSchema,
  repositorySchema,
  starterSchema,
  textSchema,
} from './fieldSchemas';
import type { WizardRequest } from './protocol';
import type { PersonEvent } from './wizardEvent';
import { wizardSteps } from './wizardState';

const mostRows = 1000;

const event: v.GenericSchema<unknown, PersonEvent> = v.variant('kind', [
  v.object({ kind: v.literal('continue') }),
  v.object({ kind: v.literal('back') }),
  v.object({ kind: v.literal('goTo'), step: v.picklist(wizardSteps) }),
  v.object({
    kind: v.literal('details'),
    change: v.object({
      name: v.exactOptional(lineSchema),
      description: v.exactOptional(textSchema),
      dataPlatform: v.exactOptional(platformSchema),
    }),
  }),
  v.object({ kind: v.literal('configuration'), value: configurationSchema }),
  v.object({ kind: v.literal('provider'), value: providerSchema }),
  v.object({ kind: v.literal('repository'), value: repositorySchema }),
  v.object({ kind: v.literal('branch'), value: lineSchema }),
  v.object({ kind: v.literal('starter'), value: starterSchema }),
  v.object({
    kind: v.literal('preparation'),
    change: v.object({
      deployment: v.exactOptional(deploymentSchema),
      environmentName: v.exactOptional(lineSchema),
      runner: v.exactOptional(lineSchema),
      defaultAccess: v.exactOptional(lineSchema),
      fields: v.exactOptional(preparedSchema),
    }),
  }),
  v.object({ kind: v.literal('skipPreparation') }),
  v.object({ kind: v.literal('message'), value: textSchema }),
]);

const query = v.object({
  text: lineSchema,
  workspace: lineSchema,
  from: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(mostRows)),
});

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const signInWays = v.picklist(['default', 'anotherWay', 'apiToken', 'pasteConsumer']);
const repairs = v.picklist(['initialise', 'createMain', 'openExisting', 'chooseAnother']);
const pages = v.picklist(['maia', 'editions', 'gitProviders', 'projectDocs', 'prerequisites']);

/** On its way `argument: undefined` may be left out. */
function without<const M extends string>(method: M) {
  return v.pipe(
    v.object({ id, method: v.literal(method), argument: v.optional(v.undefined()) }),
    v.transform((request) => ({ id: request.id, method: request.method, argument: undefined })),
  );
}

const request: v.GenericSchema<unknown, WizardRequest> = v.variant('method', [
  v.object({ id, method: v.literal('event'), argument: event }),
  without('ready'),
  v.object({ id, method: v.literal('listRepositories'), argument: query }),
  without('refreshRepositories'),
  v.object({ id, method: v.literal('signIn'), argument: signInWays }),
  without('cancelSignIn'),
  without('reauthorize'),
  without('useAnotherAccount'),
  without('checkAgain'),
  v.object({ id, method: v.literal('repair'), argument: repairs }),
  without('createRepository'),
  v.object({ id, method: v.literal('showDiff'), argument: lineSchema }),
  without('create'),
  v.object({ id, method: v.literal('copy'), argument: textSchema }),
  v.object({ id, method: v.literal('openPage'), argument: pages }),
  without('openPullRequest'),
  v.object({ id, method: v.literal('linkToMaia'), argument: lineSchema }),
  without('openProject'),
  without('discard'),
]);

/** A message of the page; `undefined` when it is none that this page could send. */
export function readWizardRequest(value: unknown): WizardRequest | undefined {
  const reading = v.safeParse(request, value);
  return reading.success ? reading.output : undefined;
}
