import type { Creation, CreationPlan } from '../projects/creation';
import type { RepositoryCheck } from '../projects/prerequisite';
import type { Preparation } from '../projects/preparation';
import type { ProjectDetails } from '../projects/project';
import type { StarterContent } from '../projects/starterContent';

/** In Maia's order. `authorize` is passed over while somebody is signed in. */
export const wizardSteps = [
  'details',
  'configuration',
  'provider',
  'authorize',
  'repository',
  'starter',
  'prepare',
  'review',
  'handOver',
] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const gitProviders = ['bitbucket', 'github', 'gitlab', 'azureDevOps', 'maia'] as const;
export type GitProvider = (typeof gitProviders)[number];

/** Whether Bitbucket lets this editor in. */
export type Authorization =
  /** Not looked up yet. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'none';
      readonly canSignIn: boolean;
      readonly failure?: string | undefined;
      /** Who it was before, and is not signed in any more: nobody takes their place unasked. */
      readonly gone?: { readonly accountId: string; readonly label: string } | undefined;
      /** Whether somebody else is signed in. */
      readonly hasOthers?: boolean | undefined;
    }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'authorized'; readonly accountId: string; readonly label: string };

export interface ChosenRepository {
  readonly workspace: string;
  readonly slug: string;
  readonly name: string;
  readonly workspaceName: string;
}

/** Everything the wizard knows, as it is kept and shown; holds no token and no secret. */
export interface WizardState {
  readonly version: 1;
  readonly step: WizardStep;
  /** Steps whose *Continue* was pressed while something was missing: they show what. */
  readonly asked: readonly WizardStep[];
  readonly details: ProjectDetails;
  /** Names of projects that are there already. */
  readonly knownNames: readonly string[];
  readonly configuration: 'maiaManaged' | 'advanced';
  readonly provider: GitProvider;
  readonly authorization: Authorization;
  readonly repository?: ChosenRepository | undefined;
  readonly check?: RepositoryCheck | undefined;
  readonly repair?: { readonly isRunning: boolean; readonly failure?: string | undefined } | undefined;
  /** Where the commit goes; `main` unless that is protected. */
  readonly branch: string;
  readonly starter: StarterContent;
  readonly preparation?: Preparation | undefined;
  readonly message: string;
  /** Planned again whenever the review is entered; `undefined` while that is under way. */
  readonly plan?: CreationPlan | undefined;
  readonly planFailure?: string | undefined;
  readonly creation: Creation;
  /** Whether it is known which project of Maia's this is. */
  readonly isLinked?: boolean | undefined;
}

/** What stands in the way of *Continue*, at the field that mends it. The page has the sentence for each code. */
export interface FieldProblem {
  readonly field: string;
  readonly code:
    | 'missing'
    | 'tooLong'
    | 'notUnique'
    | 'controlCharacters'
    | 'looksLikeSecret'
    | 'invalid'
    | 'elsewhere'
    | 'notAuthorized'
    | 'checking'
    | 'unmet'
    | 'planning';
}
