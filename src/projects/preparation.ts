import type { DataPlatform } from './project';

/** Connection, credentials and defaults that Maia asks for, by platform, in Maia's order (Maia's docs; Databricks and Redshift defaults inferred). */
export const preparedFields = {
  snowflake: ['account', 'credentialsType', 'username', 'secretName', 'role', 'warehouse', 'database', 'schema'],
  databricks: ['workspaceUrl', 'secretName', 'compute', 'catalog', 'schema'],
  redshift: ['host', 'port', 'username', 'secretName', 'useSsl', 'database', 'schema', 's3Bucket'],
} as const satisfies Readonly<Record<DataPlatform, readonly string[]>>;

export type PreparedField = (typeof preparedFields)[DataPlatform][number];

/** What Maia will ask after the repository; gathered on request, kept on this computer only. Every text may be empty. */
export interface Preparation {
  readonly deployment: 'full' | 'hybrid';
  readonly environmentName: string;
  /** Hybrid only. */
  readonly runner: string;
  readonly defaultAccess: string;
  /** By field of the platform. Never a secret: `secretName` is the name of a secret definition in Maia. */
  readonly fields: Readonly<Partial<Record<PreparedField, string>>>;
}

export const emptyPreparation: Preparation = {
  deployment: 'full',
  environmentName: '',
  runner: '',
  defaultAccess: '',
  fields: {},
};
