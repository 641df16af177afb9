import type { Event } from '../../base/event';
import type { MaiaProjects } from '../../projects/maiaProjects';
import type { ProjectBook } from '../../projects/projectBook';
import type { Account } from '../../repositories/repositoryAccounts';
import type { FileCommandContext } from '../files/fileCommandContext';
import type { HandOverSheets } from './handOverSheets';

/** What the Projects view needs from the rest of the extension. */
export interface ProjectsPorts extends FileCommandContext {
  readonly accounts: {
    /** Silent: never asks the user anything. */
    readonly accounts: () => Promise<readonly Account[]>;
    readonly onDidChange: Event<unknown>;
  };
  /** By uuid of the repository. */
  readonly favourites: { read(): ReadonlySet<string> };
  readonly maia?: MaiaProjects | undefined;
}

/** What the view and its commands work with. */
export interface ProjectsContext extends ProjectsPorts {
  readonly book: ProjectBook;
  readonly sheets: HandOverSheets;
}
