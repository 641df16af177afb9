import * as l10n from '@vscode/l10n';
import type { HandOverFieldCode, HandOverSection } from '../../../projects/handOverSheet';
import type { DataPlatform } from '../../../projects/project';
import type { GitProvider } from '../../../wizard/wizardState';

/** What a field is called, here and on the hand-over sheet, in the words of Maia's pages. */
export function getFieldLabel(field: HandOverFieldCode): string {
  return labels[field]();
}

/** What helps to fill in a field; `undefined` where its label says it all. */
export function findFieldHint(field: string): string | undefined {
  return Object.hasOwn(hints, field) ? hints[field]?.() : undefined;
}

export function getSectionTitle(section: HandOverSection): string {
  return sections[section]();
}

export function getPlatformName(platform: DataPlatform): string {
  return { snowflake: 'Snowflake', databricks: 'Databricks', redshift: 'Amazon Redshift' }[platform];
}

export function getProviderName(provider: GitProvider): string {
  const names = { bitbucket: 'Bitbucket', github: 'GitHub', gitlab: 'GitLab', azureDevOps: 'Azure DevOps' };
  return provider === 'maia' ? l10n.t('Hosted by Maia') : names[provider];
}

const labels: Readonly<Record<HandOverFieldCode, () => string>> = {
  name: () => l10n.t('Project name'),
  description: () => l10n.t('Description'),
  dataPlatform: () => l10n.t('Data platform'),
  configuration: () => l10n.t('Project configuration'),
  deployment: () => l10n.t('Deployment type'),
  provider: () => l10n.t('Git provider'),
  repository: () => l10n.t('Repository'),
  branch: () => l10n.t('Branch'),
  environmentName: () => l10n.t('Environment name'),
  runner: () => l10n.t('Maia runner'),
  defaultAccess: () => l10n.t('Default environment access'),
  account: () => l10n.t('Account'),
  credentialsType: () => l10n.t('Credentials type'),
  username: () => l10n.t('Username'),
  secretName: () => l10n.t('Name of the secret definition'),
  role: () => l10n.t('Default role'),
  warehouse: () => l10n.t('Default warehouse'),
  database: () => l10n.t('Default database'),
  schema: () => l10n.t('Default schema'),
  workspaceUrl: () => l10n.t('Workspace URL'),
  compute: () => l10n.t('Compute'),
  catalog: () => l10n.t('Default catalog'),
  host: () => l10n.t('Host'),
  port: () => l10n.t('Port'),
  useSsl: () => l10n.t('Use SSL'),
  s3Bucket: () => l10n.t('Default S3 bucket'),
};

const hints: Readonly<Record<string, () => string>> = {
  name: () => l10n.t('At most 255 characters. You can change it later.'),
  description: () => l10n.t('Optional. For your team: what the project is for, and whom to ask.'),
  dataPlatform: () => l10n.t('Where the pipelines load and transform data. Maia asks for its connection later.'),
  environmentName: () =>
    l10n.t('An environment is one connection to your data platform, such as Production. At most 255 characters.'),
  runner: () => l10n.t('The runner in your own cloud that Maia uses for this environment.'),
  defaultAccess: () =>
    l10n.t('What members of the project may do with this environment unless somebody grants them more or less.'),
  account: () => l10n.t('The part of your Snowflake address between https:// and .snowflakecomputing.com'),
  credentialsType: () => l10n.t('How Maia proves to Snowflake who it is.'),
  username: () => l10n.t('The user that Maia signs in as on your data platform.'),
  secretName: () => l10n.t('Only the name it has in Maia, never the secret itself.'),
  workspaceUrl: () => l10n.t('The address of your Databricks workspace, without https://'),
  compute: () => l10n.t('The cluster or SQL warehouse of Databricks that does the computing.'),
  host: () => l10n.t('The address of your Redshift cluster or workgroup, without the port.'),
  port: () => l10n.t('5439, unless somebody has changed it for your Redshift.'),
  useSsl: () => l10n.t('Whether the connection between Maia and Redshift is encrypted.'),
  role: () => l10n.t('The role in Snowflake that pipelines run with. It decides what they may read and write.'),
  warehouse: () => l10n.t('The virtual warehouse in Snowflake that does the computing.'),
  catalog: () => l10n.t('The catalog in Databricks that pipelines use unless they name another.'),
  database: () => l10n.t('The database that pipelines use unless they name another.'),
  schema: () => l10n.t('The schema that pipelines use unless they name another.'),
  s3Bucket: () => l10n.t('Where data is staged before Redshift loads it.'),
};

const sections: Readonly<Record<HandOverSection, () => string>> = {
  details: () => l10n.t('Project details'),
  configuration: () => l10n.t('Project configuration'),
  deployment: () => l10n.t('Deployment'),
  provider: () => l10n.t('Git provider'),
  repository: () => l10n.t('Git repository'),
  environment: () => l10n.t('Environment'),
  credentials: () => l10n.t('Credentials'),
  defaults: () => l10n.t('Defaults'),
};
