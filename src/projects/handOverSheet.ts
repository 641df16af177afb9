import { preparedFields, type PreparedField, type Preparation } from './preparation';
import type { DataPlatform, ProjectDetails } from './project';
import type { BranchOfRepository } from './starterContent';

/** In Maia's order; these are the steps of its project creation. */
export type HandOverSection =
  'details' | 'configuration' | 'deployment' | 'provider' | 'repository' | 'environment' | 'credentials' | 'defaults';

export type HandOverFieldCode =
  | 'name'
  | 'description'
  | 'dataPlatform'
  | 'configuration'
  | 'deployment'
  | 'provider'
  | 'repository'
  | 'branch'
  | 'environmentName'
  | 'runner'
  | 'defaultAccess'
  | PreparedField;

/** `value` is what to type or choose there, in the words of Maia's pages; `''` where nothing was prepared. */
export interface HandOverField {
  readonly code: HandOverFieldCode;
  readonly value: string;
}

/** What Maia will ask, and the answers that are known. */
export interface HandOverSheet {
  readonly sections: readonly { readonly code: HandOverSection; readonly fields: readonly HandOverField[] }[];
}

export interface HandOverInput {
  readonly details: ProjectDetails;
  readonly repository: BranchOfRepository;
  readonly preparation?: Preparation | undefined;
}

/** The words on Maia's pages, which are English. */
const platformWords: Readonly<Record<DataPlatform, string>> = {
  snowflake: 'Snowflake',
  databricks: 'Databricks',
  redshift: 'Amazon Redshift',
};
const deploymentWords: Readonly<Record<Preparation['deployment'], string>> = {
  full: 'Full SaaS',
  hybrid: 'Hybrid SaaS',
};

/** What belongs to the connection; the platform's other fields are defaults. */
const credentialFields: readonly PreparedField[] = [
  'account',
  'credentialsType',
  'username',
  'secretName',
  'workspaceUrl',
  'compute',
  'host',
  'port',
  'useSsl',
];

/** Without a preparation the sheet still says what Maia will ask. */
export function createHandOverSheet({ details, repository, preparation }: HandOverInput): HandOverSheet {
  const { name, description, dataPlatform } = details;
  const deployment = preparation && deploymentWords[preparation.deployment];
  const prepared = preparedFields[dataPlatform].map((code) => ({ code, value: preparation?.fields[code] ?? '' }));
  return {
    sections: [
      toSection('details', { name, description, dataPlatform: platformWords[dataPlatform] }),
      toSection('configuration', { configuration: 'Advanced settings' }),
      toSection('deployment', { deployment: deployment ?? '' }),
      toSection('provider', { provider: 'Bitbucket' }),
      toSection('repository', {
        repository: `${repository.workspace}/${repository.slug}`,
        branch: repository.branch,
      }),
      toSection('environment', {
        environmentName: preparation?.environmentName ?? '',
        ...(preparation?.deployment === 'hybrid' && { runner: preparation.runner }),
        defaultAccess: preparation?.defaultAccess ?? '',
      }),
      { code: 'credentials', fields: prepared.filter(({ code }) => credentialFields.includes(code)) },
      { code: 'defaults', fields: prepared.filter(({ code }) => !credentialFields.includes(code)) },
    ],
  };
}

function toSection(
  code: HandOverSection,
  values: Readonly<Partial<Record<HandOverFieldCode, string>>>,
): HandOverSheet['sections'][number] {
  const fields = Object.entries(values).map(([field, value]) => ({ code: field as HandOverFieldCode, value }));
  return { code, fields };
}
