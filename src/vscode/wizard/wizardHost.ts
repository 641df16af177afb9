import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { isSameProject } from '../../projects/projectBook';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { createHandOverSheet } from '../../projects/handOverSheet';
import { maiaBranch } from '../../projects/project';
import type { CreationPorts } from '../../projects/projectRemote';
import { toPullRequestLink } from '../../repositories/history/pullRequestLink';
import { isOpen } from '../../wizard/dueWork';
import { findProblems } from '../../wizard/findProblems';
import { listSteps } from '../../wizard/listSteps';
import type { HostMessage, PageStart, WizardRequest, WizardRequests } from '../../wizard/protocol';
import { readWizardRequest } from '../../wizard/readWizardRequest';
import type { WizardState } from '../../wizard/wizardState';
import { linkToMaia } from './linkToMaia';
import type { LiveWizard } from './liveWizard';
import { maiaPages, toNewRepositoryUrl } from './maiaPages';
import { NewRepositoryWatch } from './newRepositoryWatch';
import type { AccountActions } from './projectActions';
import { RepositoryChecks } from './repositoryChecks';
import { RepositoryList } from './repositoryList';
import { toReason } from './toReason';
import { WizardAuthorization } from './wizardAuthorization';
import { WizardCreation } from './wizardCreation';
import type { WizardPorts } from './wizardPorts';

type Handlers = {
  readonly [K in keyof WizardRequests]: (
    argument: WizardRequests[K][0],
  ) => Promise<WizardRequests[K][1]> | WizardRequests[K][1];
};

export interface WizardHostOptions {
  /** Hands a message to the page; one that is not there (hidden, closed) asks for the state when it is back. */
  readonly post: (message: HostMessage) => void;
  /** Resolves when everything the wizard knows is kept. */
  readonly keep: () => Promise<void>;
  /** The person throws the wizard away. */
  readonly onDidDiscard: () => void;
  /** The account to use while it is signed in. */
  readonly preferredAccountId?: string | undefined;
}

/** Answers a wizard's page and does what the wizard asks for. It goes on without a page. */
export class WizardHost implements Disposable {
  readonly wizard: LiveWizard;
  readonly #ports: WizardPorts;
  readonly #options: WizardHostOptions;
  readonly #owned = new DisposableStore();
  readonly #authorization: WizardAuthorization;
  readonly #checks: RepositoryChecks;
  readonly #creation: WizardCreation;
  readonly #list: RepositoryList;
  readonly #newRepository: NewRepositoryWatch;
  readonly #handlers = this.#createHandlers();
  #workspace = '';
  /** Where the project was to be when the names that are taken were read; `undefined` before a page is there. */
  #namesReadFor: Pick<WizardState, 'repository' | 'branch'> | undefined;

  constructor(wizard: LiveWizard, ports: WizardPorts, options: WizardHostOptions) {
    const { clock, log } = ports;
    this.wizard = this.#owned.add(wizard);
    this.#ports = ports;
    this.#options = options;
    this.#authorization = this.#owned.add(
      new WizardAuthorization(wizard, ports.authorization, options.preferredAccountId),
    );
    const loadActions = this.#createActionsLoader();
    this.#checks = this.#owned.add(new RepositoryChecks(wizard, { loadActions, log }));
    this.#creation = this.#owned.add(new WizardCreation(wizard, { loadActions, clock, log }));
    this.#list = this.#owned.add(new RepositoryList(ports));
    this.#newRepository = this.#owned.add(new NewRepositoryWatch(() => this.#findNewRepository()));
    this.#owned.add(
      wizard.onDidChange(() => {
        if (wizard.state.repository !== undefined) this.#newRepository.stop();
        this.#followNames();
        options.post(this.#toMessage());
      }),
    );
    this.#owned.add(
      this.#list.onDidChange(() => {
        options.post({ kind: 'repositoriesChanged' });
      }),
    );
  }

  get start(): PageStart {
    return { id: this.wizard.id, bundle: vscode.l10n.bundle, language: vscode.env.language, first: this.#toMessage() };
  }

  /** Resolves when no commit is on its way (any more). */
  async settle(): Promise<void> {
    await this.#creation.underWay;
  }

  /** Finds out what the wizard has to know. The page is shown before: it waits for none of it. */
  begin(): void {
    // What a wizard brings along may have been found out days ago; it is shown until the new results are there.
    if (this.wizard.state.check !== undefined && isOpen(this.wizard.state)) void this.#checks.checkAgain();
    this.goOn();
  }

  /** Finds out what is missing, and who is signed in now. */
  goOn(): void {
    void this.#authorization.lookUp();
    this.#checks.follow();
    this.#creation.follow();
  }

  /** Does what a message of the page asks for; never rejects. Anything else than such a message changes nothing. */
  async receive(message: unknown): Promise<void> {
    const request = readWizardRequest(message);
    if (request === undefined) {
      this.#ports.log.warn('The page of the wizard sent something that is no request of it.');
      return;
    }
    const { id } = request;
    try {
      this.#options.post({ kind: 'answer', id, value: await this.#answer(request) });
    } catch (error) {
      this.#ports.log.warn(`What the wizard was asked for (${request.method}) failed: ${String(error)}`);
      this.#options.post({ kind: 'failure', id, reason: toReason(error) });
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #answer({ method, argument }: WizardRequest): unknown {
    if (!Object.hasOwn(this.#handlers, method)) throw new Error(`There is no ${method}.`);
    const handle = this.#handlers[method] as (given: typeof argument) => unknown;
    return handle(argument);
  }

  #createHandlers(): Handlers {
    return {
      event: (event) => {
        this.wizard.apply(event);
        // Until the answer the page keeps what was typed, so the answer has to wait for the disk.
        return quiet(this.#options.keep());
      },
      ready: () => {
        void this.#readKnownNames();
        this.#options.post(this.#toMessage());
        return undefined;
      },
      listRepositories: (query) => {
        this.#workspace = query.workspace;
        return this.#list.list(this.wizard.accountId, query);
      },
      refreshRepositories: () => quiet(this.#list.refresh(this.wizard.accountId)),
      signIn: (how) => quiet(this.#authorization.signIn(how)),
      cancelSignIn: () => {
        this.#authorization.cancel();
        return undefined;
      },
      reauthorize: () => quiet(this.#reauthorize()),
      useAnotherAccount: () => quiet(this.#authorization.useAnother()),
      checkAgain: () =>
        quiet(this.wizard.state.step === 'review' ? this.#creation.planAgain() : this.#checks.checkAgain()),
      repair: (repair) => quiet(repair === 'openExisting' ? this.#openExisting() : this.#checks.repair(repair)),
      createRepository: () => quiet(this.#createRepository()),
      showDiff: (path) => quiet(this.#showDiff(path)),
      create: () => quiet(this.#creation.create()),
      copy: (text) => quiet(this.#ports.copyText(text)),
      openPage: (page) => quiet(this.#ports.openInBrowser(maiaPages[page])),
      openPullRequest: () => quiet(this.#openPullRequest()),
      linkToMaia: (address) => this.#linkToMaia(address),
      openProject: () => quiet(this.#openProject()),
      discard: () => {
        this.#options.onDidDiscard();
        return undefined;
      },
    };
  }

  #toMessage(): PageStart['first'] {
    const { state } = this.wizard;
    return { kind: 'state', state, problems: findProblems(state), steps: listSteps(state) };
  }

  #createActionsLoader(): (accountId: string) => Promise<AccountActions> {
    const loaders = new Map<string, () => Promise<AccountActions>>();
    const open: CreationPorts['open'] = () => this.#noteCreated();
    return (accountId) => {
      const load = loaders.get(accountId) ?? lazy(() => this.#ports.loadActions(accountId, open));
      loaders.set(accountId, load);
      return load();
    };
  }

  /** Which names are taken depends on the branch that the project is to be on. */
  #followNames(): void {
    const { repository, branch } = this.wizard.state;
    const read = this.#namesReadFor;
    if (read !== undefined && (read.repository !== repository || read.branch !== branch)) void this.#readKnownNames();
  }

  async #readKnownNames(): Promise<void> {
    const { repository, branch } = this.wizard.state;
    this.#namesReadFor = { repository, branch };
    try {
      const projects = await this.#ports.projects.list();
      const key = this.#findKey();
      // What is on the very branch is this project, and no other of the same name; one that nobody named takes none away.
      const others = projects.filter((it) => it.isNameGuessed !== true && !(key && isSameProject(key, it)));
      this.wizard.apply({ kind: 'knownNames', names: others.map(({ name }) => name) });
    } catch (error) {
      this.#ports.log.warn(`The known projects could not be read: ${String(error)}`);
    }
  }

  #findKey() {
    const { repository, plan, branch } = this.wizard.state;
    if (repository === undefined) return undefined;
    const { workspace, slug } = repository;
    return { repository: { workspace, slug }, branch: plan?.target.branch ?? branch };
  }

  async #noteCreated(): Promise<void> {
    const { state, accountId = '' } = this.wizard;
    const key = this.#findKey();
    if (key === undefined) return;
    const { projects, clock, log } = this.#ports;
    const known = (await projects.list()).find((it) => isSameProject(key, it));
    const { details, preparation } = state;
    const repository = { ...key.repository, branch: maiaBranch };
    const sheet = createHandOverSheet({ details, repository, preparation });
    const named = { name: details.name.trim(), ...(known?.isNameGuessed === true && { isNameGuessed: false }) };
    await projects.add({ ...known, ...key, ...named, accountId, openedMs: clock.now() }, sheet);
    await this.#ports.noteRecent(key.repository);
    try {
      await projects.reveal(key);
    } catch (error) {
      log.warn(`The project that was created could not be shown: ${String(error)}`);
    }
  }

  /** The same account may have other rights since. */
  async #reauthorize(): Promise<void> {
    if (await this.#authorization.reauthorize()) await this.#checks.checkAgain();
  }

  /** Where the check found it: on `main`, else on the default branch. */
  async #openExisting(): Promise<void> {
    const { repository, check } = this.wizard.state;
    if (repository === undefined) return;
    const { workspace, slug } = repository;
    const hasMain = check?.results.every(({ id, state }) => id !== 'mainBranch' || state !== 'failed') ?? true;
    const branch = hasMain ? maiaBranch : (check?.defaultBranch ?? maiaBranch);
    await this.#ports.openProject({ repository: { workspace, slug }, branch }, this.wizard.accountId);
  }

  async #openProject(): Promise<void> {
    const key = this.#findKey();
    if (key !== undefined) await this.#ports.openProject(key, this.wizard.accountId);
  }

  async #showDiff(path: string): Promise<void> {
    const file = this.wizard.state.plan?.files.find((it) => it.path === path);
    if (file !== undefined) await this.#ports.showDiff(this.wizard.id, file);
  }

  async #createRepository(): Promise<void> {
    await this.#ports.openInBrowser(toNewRepositoryUrl(this.#ports.webUrl(), this.#workspace));
    this.#newRepository.start();
  }

  async #linkToMaia(address: string): Promise<WizardRequests['linkToMaia'][1]> {
    const answer = await linkToMaia(address, this.#findKey(), this.#ports.projects);
    if (answer.isLinked) this.wizard.apply({ kind: 'linked' });
    return answer;
  }

  async #openPullRequest(): Promise<void> {
    const key = this.#findKey();
    if (key === undefined) return;
    const branches = { source: key.branch, target: maiaBranch };
    await this.#ports.openInBrowser(toPullRequestLink(this.#ports.webUrl(), key.repository, branches));
  }

  /** The new one shall be seen at once, so it goes to the top. */
  async #findNewRepository(): Promise<boolean> {
    const found = await this.#list.refresh(this.wizard.accountId);
    for (const repository of found) await this.#ports.noteRecent(repository);
    if (found.length > 0) this.#options.post({ kind: 'repositoriesChanged' });
    return found.length > 0;
  }
}

async function quiet(work: PromiseLike<unknown>): Promise<undefined> {
  await work;
}
