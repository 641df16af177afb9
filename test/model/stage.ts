import type { EmulatorAdmin } from '../emulator/adminClient';
import type { BranchInGit } from './branchInGit';
import type { Sabotage } from './windowProtocol';

/** What all sequences share. */
export interface Stage {
  readonly admin: EmulatorAdmin;
  readonly apiUrl: string;
  readonly token: string;
  readonly workspace: string;
  readonly slug: string;
  readonly git: BranchInGit;
  readonly sabotage: Sabotage | undefined;
}
