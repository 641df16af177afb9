import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import type { HandOverSheet } from '../../../../src/projects/handOverSheet';
import { prerequisiteIds, type RepositoryCheck } from '../../../../src/projects/prerequisite';
import type { KnownProject } from '../../../../src/projects/projectBook';
import type { CreationPorts, ProjectPorts } from '../../../../src/projects/projectRemote';
import { RepositoryCatalog } from '../../../../src/repositories/repositoryCatalog';
import type {
  AuthorizationSource,
  SignedInAccount,
  SignInEnd,
} from '../../../../src/vscode/wizard/authorizationSource';
import { LiveWizard } from '../../../../src/vscode/wizard/liveWizard';
import type { AccountActions } from '../../../../src/vscode/wizard/projectActions';
import { WizardHost } from '../../../../src/vscode/wizard/wizardHost';
import type { WizardPorts } from '../../../../src/vscode/wizard/wizardPorts';
import type { HostMessage, RepositoryRows, WizardRequest, WizardRequests } from '../../../../src/wizard/protocol';
import { createWizardState } from '../../../../src/wizard/createWizardState';
import type { PersonEvent } from '../../../../src/wizard/wizardEvent';
import type { ChosenRepository, WizardState } from '../../../../src/wizard/wizardState';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { createRepository, FakeRepositoryLists } from '../../../support/fakeRepositoryLists';
import { MemoryCache } from '../../../support/memoryStores';
import { RecordingLog } from '../../auth/recordingLog';

export const anna: SignedInAccount = { id: '{anna}', label: 'Anna Schmidt', hasEnded: false };
export const ben: SignedInAccount = { id: '{ben}', label: 'Ben Okafor', hasEnded: false };

export const sales: ChosenRepository = { workspace: 'acme', slug: 'sales', name: 'Sales', workspaceName: 'Acme' };
export const finance: ChosenRepository = { ...sales, slug: 'finance', name: 'Finance' };

/** Everything about a repository is as Maia wants it. */
export const goodCheck: RepositoryCheck = {
  results: prerequisiteIds.map((id) => ({ id, state: 'passed' })),
  branches: ['main'],
  defaultBranch: 'main',
};

/** Nobody is signed in, and nobody was. */
export function nobody(failure?: string) {
  return { kind: 'none', canSignIn: true, failure, gone: undefined, hasOthers: false };
}

/** A sign-in that ends when the test says so. */
export class FakeAuthorization implements AuthorizationSource {
  known: readonly SignedInAccount[] = [];
  readonly asked: string[] = [];
  hasConsumer = true;
  end: (end: SignInEnd) => void = () => assert.fail('No sign-in is under way.');
  readonly #changed = new Emitter<undefined>();
  readonly onDidChange = this.#changed.event;

  readonly accounts = () => Promise.resolve(this.known);
  readonly canSignIn = () => this.hasConsumer;
  readonly signIn = (how: string) => this.#begin(how);
  readonly signInAgain = (accountId: string) => this.#begin(`again ${accountId}`);
  readonly cancel = () => {
    this.asked.push('cancel');
    this.end({ kind: 'notSignedIn' });
  };
  readonly tryAnotherWay = () => Promise.resolve(void this.asked.push('tryAnotherWay'));

  change(known: readonly SignedInAccount[]): void {
    this.known = known;
    this.#changed.fire(undefined);
  }

  #begin(how: string): Promise<SignInEnd> {
    this.asked.push(how);
    return new Promise((resolve) => {
      this.end = resolve;
    });
  }
}

const unused = () => assert.fail('Nothing was faked here.');

/** A host whose wizard is real, and what everybody around it saw. */
export function createWizardHarness(
  options: {
    readonly state?: WizardState;
    readonly actions?: Partial<AccountActions>;
    readonly known?: readonly KnownProject[];
    readonly preferredAccountId?: string;
    readonly keep?: () => Promise<void>;
    readonly ports?: Partial<WizardPorts>;
  } = {},
) {
  const clock = new FakeClock();
  const log = new RecordingLog();
  const authorization = new FakeAuthorization();
  const lists = new FakeRepositoryLists(clock);
  lists.repositories.set('acme', [createRepository('acme', 'sales'), createRepository('acme', 'finance')]);
  const catalog = new RepositoryCatalog({ api: lists, cache: new MemoryCache(), clock, log });
  const messages: HostMessage[] = [];
  const opened: string[] = [];
  const recent: string[] = [];
  const projects = { list: [...(options.known ?? [])], sheets: [] as (HandOverSheet | undefined)[], shown: 0 };
  const seen = { discarded: 0, loaded: [] as string[] };
  const openedProjects: unknown[] = [];
  const copied: string[] = [];
  const diffs: string[] = [];
  const wizard = new LiveWizard('w1', options.state ?? createWizardState());
  const host = new WizardHost(
    wizard,
    {
      authorization,
      findCatalog: (accountId) => Promise.resolve(accountId === anna.id ? catalog : undefined),
      readFavourites: () => new Set(),
      readRecent: () => recent,
      noteRecent: ({ workspace, slug }) => Promise.resolve(void recent.unshift(`${workspace}/${slug}`)),
      loadActions: (accountId: string, open: CreationPorts['open']) => {
        seen.loaded.push(accountId);
        return Promise.resolve({
          ports: { open } as ProjectPorts,
          checkRepository: () => Promise.resolve(goodCheck),
          repairRepository: unused,
          planCreation: (_ports, { repository, branch, message }) =>
            Promise.resolve({
              target: { workspace: repository.workspace, slug: repository.slug, branch },
              message,
              files: [{ path: 'README.md', text: '# Sales\n' }],
            }),
          createProject: unused,
          createReadme: ({ name }) => `# ${name}\n`,
          ...options.actions,
        });
      },
      projects: {
        list: () => Promise.resolve(projects.list),
        add: (project, sheet) => {
          projects.list.unshift(project);
          projects.sheets.push(sheet);
          return Promise.resolve();
        },
        reveal: () => {
          projects.shown++;
          return Promise.resolve();
        },
      },
      openProject: (...given) => Promise.resolve(void openedProjects.push(given)),
      webUrl: () => 'https://bitbucket.org',
      openInBrowser: (url) => Promise.resolve(void opened.push(url)),
      copyText: (text) => Promise.resolve(void copied.push(text)),
      showDiff: (_id, { path }) => Promise.resolve(void diffs.push(path)),
      clock,
      log,
      ...options.ports,
    },
    {
      post: (message) => messages.push(structuredClone(message)),
      keep: options.keep ?? (() => Promise.resolve()),
      onDidDiscard: () => seen.discarded++,
      preferredAccountId: options.preferredAccountId,
    },
  );
  let lastId = 0;
  /** What the page gets as the answer; a failure is its reason. */
  async function ask<K extends keyof WizardRequests>(method: K, argument: WizardRequests[K][0]) {
    const id = ++lastId;
    const request = { id, method, argument } as WizardRequest;
    await clock.runUntilSettled(host.receive(request));
    const answer = messages.find((it) => 'id' in it && it.id === id) ?? assert.fail(`${method} was answered`);
    return answer.kind === 'failure' ? answer.reason : answer.kind === 'answer' ? answer.value : undefined;
  }
  const person = async (...events: readonly PersonEvent[]) => {
    for (const event of events) await ask('event', event);
    await settleDown();
  };
  /** From the first step to the repository step, signed in as Anna. */
  const goToRepositories = async () => {
    authorization.known = [anna];
    host.begin();
    await settleDown();
    await person({ kind: 'details', change: { name: 'Sales' } });
    await person({ kind: 'continue' }, { kind: 'continue' }, { kind: 'continue' });
    assert.equal(wizard.state.step, 'repository');
  };
  /** On to the review of Sales. */
  const goToReview = async () => {
    await goToRepositories();
    await person({ kind: 'repository', value: sales });
    await person({ kind: 'continue' }, { kind: 'continue' }, { kind: 'skipPreparation' });
    if (wizard.state.step !== 'review') await person({ kind: 'continue' });
    assert.equal(wizard.state.step, 'review');
  };
  return {
    ...{ host, wizard, clock, log, authorization, lists, catalog, messages, opened, recent, projects, seen, copied },
    ...{ openedProjects, diffs, ask, person },
    listRows: async (text = '', workspace = '') =>
      (await ask('listRepositories', { text, workspace, from: 0, count: 50 })) as RepositoryRows,
    goToRepositories,
    goToReview,
  };
}
