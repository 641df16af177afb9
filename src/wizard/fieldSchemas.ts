import * as v from 'valibot';
import { preparedFields, type PreparedField } from '../projects/preparation';
import { dataPlatforms } from '../projects/project';
import { gitProviders } from './wizardState';

/** In UTF-16 units. A line longer than allowed still arrives, for the person to be told so; more than this is no typing. */
const longestLine = 10_000;
const longestText = 100_000;

export const lineSchema = v.pipe(v.string(), v.maxLength(longestLine));
export const textSchema = v.pipe(v.string(), v.maxLength(longestText));
const nameSchema = v.pipe(lineSchema, v.nonEmpty());

export const platformSchema = v.picklist(dataPlatforms);
export const configurationSchema = v.picklist(['maiaManaged', 'advanced']);
export const providerSchema = v.picklist(gitProviders);
export const deploymentSchema = v.picklist(['full', 'hybrid']);

export const repositorySchema = v.object({
  workspace: nameSchema,
  slug: nameSchema,
  name: lineSchema,
  workspaceName: lineSchema,
});

const branchOfRepositorySchema = v.object({ workspace: lineSchema, slug: lineSchema, branch: lineSchema });

export const starterSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('extractAndLoad') }),
  v.object({ kind: v.literal('transform') }),
  v.object({ kind: v.literal('repository'), source: branchOfRepositorySchema }),
]);

const allPreparedFields: readonly PreparedField[] = [...new Set(Object.values(preparedFields).flat())];
export const preparedSchema = v.record(v.picklist(allPreparedFields), lineSchema);

export const targetSchema = v.object({ workspace: nameSchema, slug: nameSchema, branch: nameSchema });
