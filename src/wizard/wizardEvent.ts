import type { CreationPlan, CreationFailure, CreationStep } from '../projects/creation';
import type { PrerequisiteResult, RepositoryCheck } from '../projects/prerequisite';
import type { Preparation } from '../projects/preparation';
import type { ProjectDetails } from '../projects/project';
import type { StarterContent } from '../projects/starterContent';
import type { Authorization, ChosenRepository, GitProvider, WizardState, WizardStep } from './wizardState';

/** What the person at the page does; checked by schema when it arrives. */
export type PersonEvent =
  | { readonly kind: 'continue' }
  | { readonly kind: 'back' }
  /** By the step list: to steps already passed, or to the next when nothing is missing before it. */
  | { readonly kind: 'goTo'; readonly step: WizardStep }
  | { readonly kind: 'details'; readonly change: Partial<ProjectDetails> }
  | { readonly kind: 'configuration'; readonly value: WizardState['configuration'] }
  | { readonly kind: 'provider'; readonly value: GitProvider }
  | { readonly kind: 'repository'; readonly value: ChosenRepository }
  | { readonly kind: 'branch'; readonly value: string }
  | { readonly kind: 'starter'; readonly value: StarterContent }
  | { readonly kind: 'preparation'; readonly change: Partial<Preparation> }
  | { readonly kind: 'skipPreparation' }
  | { readonly kind: 'message'; readonly value: string };

/** What the host found out or did. */
export type HostEvent =
  | { readonly kind: 'knownNames'; readonly names: readonly string[] }
  | { readonly kind: 'authorization'; readonly value: Authorization }
  /** Of the repository named; late answers about another are dropped. */
  | { readonly kind: 'checked'; readonly repository: ChosenRepository; readonly check: RepositoryCheck }
  | { readonly kind: 'result'; readonly repository: ChosenRepository; readonly result: PrerequisiteResult }
  | { readonly kind: 'repairing' }
  | { readonly kind: 'repairFailed'; readonly reason: string }
  | { readonly kind: 'planned'; readonly plan: CreationPlan }
  | { readonly kind: 'planFailed'; readonly reason: string }
  | { readonly kind: 'creating'; readonly step: CreationStep }
  | { readonly kind: 'committed'; readonly commit: string }
  | { readonly kind: 'creationFailed'; readonly failure: CreationFailure }
  | { readonly kind: 'created' }
  | { readonly kind: 'linked' };

export type WizardEvent = PersonEvent | HostEvent;
