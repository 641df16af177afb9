import type { checkRepository } from '../../projects/checkRepository';
import type { createProject } from '../../projects/createProject';
import type { createReadme } from '../../projects/createReadme';
import type { planCreation } from '../../projects/planCreation';
import type { CreationPorts, ProjectPorts } from '../../projects/projectRemote';
import type { repairRepository } from '../../projects/repairRepository';

/** What the wizard does to a repository. */
interface ProjectActions {
  readonly checkRepository: typeof checkRepository;
  readonly repairRepository: typeof repairRepository;
  readonly planCreation: typeof planCreation;
  readonly createProject: typeof createProject;
  readonly createReadme: typeof createReadme;
}

/** The actions with the ports of one account; loaded when the first repository is chosen. */
export interface AccountActions extends ProjectActions {
  readonly ports: ProjectPorts;
}

/** Rejects when the account cannot be used. `open` shows a project that was created. */
export type LoadActions = (accountId: string, open: CreationPorts['open']) => Promise<AccountActions>;
