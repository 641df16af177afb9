import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { HandOverSheet } from '../../projects/handOverSheet';
import type { KnownProject, ProjectKey } from '../../projects/projectBook';
import type { PlannedFile } from '../../projects/starterContent';
import type { AuthorizationSource } from './authorizationSource';
import type { LoadActions } from './projectActions';
import type { RepositoryListPorts } from './repositoryList';

/** The projects known on this computer. */
export interface WizardProjects {
  list(): Promise<readonly KnownProject[]>;
  /** Takes the place of what is known of the same branch; the sheet is kept beside it. */
  add(project: KnownProject, sheet?: HandOverSheet): Promise<void>;
  /** Shows a project's row. */
  reveal(key: ProjectKey): Promise<void>;
}

/** What a wizard's host works with; nothing of it is used before the wizard needs it. */
export interface WizardPorts extends Pick<RepositoryListPorts, 'findCatalog' | 'readFavourites' | 'readRecent'> {
  readonly authorization: AuthorizationSource;
  readonly loadActions: LoadActions;
  readonly projects: WizardProjects;
  /** Puts a repository at the top of the recent ones. */
  readonly noteRecent: (repository: ProjectKey['repository']) => Promise<void>;
  /** Opens the project's branch as a folder. */
  readonly openProject: (project: ProjectKey, accountId: string | undefined) => Promise<void>;
  readonly webUrl: () => string;
  readonly openInBrowser: (url: string) => PromiseLike<void>;
  readonly copyText: (text: string) => PromiseLike<void>;
  readonly showDiff: (wizardId: string, file: PlannedFile) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}
