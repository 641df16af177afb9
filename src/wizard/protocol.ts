import type { Repair } from '../projects/prerequisite';
import type { FieldProblem, WizardState, WizardStep } from './wizardState';
import type { PersonEvent } from './wizardEvent';

/** A repository as the list of the repository step shows it. */
export interface RepositoryRow {
  readonly workspace: string;
  readonly workspaceName: string;
  readonly slug: string;
  readonly name: string;
  readonly isFavourite: boolean;
  readonly isRecent: boolean;
  /** Milliseconds since 1970. */
  readonly updatedMs: number;
}

export interface RepositoryQuery {
  /** Part of name or slug; searched on the server as well. */
  readonly text: string;
  /** Slug of a workspace; '' for all. */
  readonly workspace: string;
  readonly from: number;
  readonly count: number;
}

export interface RepositoryRows {
  readonly rows: readonly RepositoryRow[];
  /** How many there are for the query, as far as known. */
  readonly total: number;
  readonly isLoading: boolean;
  readonly workspaces: readonly { readonly slug: string; readonly name: string }[];
  /** Why the list is not complete, and `retry` may mend it. */
  readonly failure?: string | undefined;
}

/** One table for both sides: request → [argument, answer]. */
export interface WizardRequests {
  event: [event: PersonEvent, answer: undefined];
  /** The page is there and wants what is known. */
  ready: [argument: undefined, answer: undefined];
  listRepositories: [query: RepositoryQuery, rows: RepositoryRows];
  refreshRepositories: [argument: undefined, answer: undefined];
  signIn: [how: 'default' | 'anotherWay' | 'apiToken' | 'pasteConsumer', answer: undefined];
  cancelSignIn: [argument: undefined, answer: undefined];
  reauthorize: [argument: undefined, answer: undefined];
  useAnotherAccount: [argument: undefined, answer: undefined];
  checkAgain: [argument: undefined, answer: undefined];
  repair: [repair: Repair, answer: undefined];
  /** Bitbucket's page for a new repository; the list is read again when the person is back. */
  createRepository: [argument: undefined, answer: undefined];
  /** Opens the editor's diff of a planned file against what is there. */
  showDiff: [path: string, answer: undefined];
  create: [argument: undefined, answer: undefined];
  /** A value of the hand-over sheet. */
  copy: [text: string, answer: undefined];
  openPage: [page: MaiaPage, answer: undefined];
  /** Bitbucket's page that makes a pull request of the branch that was committed to, with both branches filled in. */
  openPullRequest: [argument: undefined, answer: undefined];
  /** The address of the project or of Designer that the person pasted. */
  linkToMaia: [address: string, answer: { readonly isLinked: boolean; readonly reason?: string | undefined }];
  openProject: [argument: undefined, answer: undefined];
  discard: [argument: undefined, answer: undefined];
}

/** Pages that are linked, by name: the page itself never says an address. */
export type MaiaPage = 'maia' | 'editions' | 'gitProviders' | 'projectDocs' | 'prerequisites';

export type WizardRequest = {
  readonly [K in keyof WizardRequests]: {
    readonly id: number;
    readonly method: K;
    readonly argument: WizardRequests[K][0];
  };
}[keyof WizardRequests];

export type HostMessage =
  /** After every change; `problems` are those of the shown step, `steps` those that apply, in order. */
  | {
      readonly kind: 'state';
      readonly state: WizardState;
      readonly problems: readonly FieldProblem[];
      readonly steps: readonly WizardStep[];
    }
  | { readonly kind: 'repositoriesChanged' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string };

/** What the page finds in its own markup when it starts, so that nothing waits for a message. */
export interface PageStart {
  /** The wizard's; the page keeps it with `setState({ id })`, so that the editor finds the wizard again after a reload. */
  readonly id: string;
  /** Translations for the page, as of the editor's bundle; `undefined` for English. */
  readonly bundle?: Readonly<Record<string, string>> | undefined;
  readonly language: string;
  readonly first: Extract<HostMessage, { kind: 'state' }>;
}
