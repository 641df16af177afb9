import type { MaiaLink } from './readMaiaLink';

/** Where a Maia project's data lives (Maia's *project details*). */
export const dataPlatforms = ['snowflake', 'databricks', 'redshift'] as const;
export type DataPlatform = (typeof dataPlatforms)[number];

/** Maia's own limit for the names of projects and environments. */
export const longestName = 255;

/** What `.maia-bitbucket.yaml` shares with the team. */
export interface ProjectFile {
  readonly version: '1.0';
  readonly name: string;
  readonly description?: string | undefined;
  readonly dataPlatform?: DataPlatform | undefined;
  /** The branch that Maia works on; `main` unless it says otherwise. */
  readonly branch?: string | undefined;
  readonly maia?: MaiaLink | undefined;
}

/** What a person tells of a project first. */
export interface ProjectDetails {
  readonly name: string;
  readonly description: string;
  readonly dataPlatform: DataPlatform;
}

/** The branch that Maia asks for; what is committed to another has to be merged into it before. */
export const maiaBranch = 'main';
