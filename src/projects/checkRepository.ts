import { prerequisiteIds, type PrerequisiteId, type PrerequisiteResult, type RepositoryCheck } from './prerequisite';
import type { CheckPorts, RemoteBranch, RepositoryName } from './projectRemote';
import { projectFilePath } from './readMaiaLink';
import { readProjectFile } from './readProjectFile';
import { contentSearch, measureCode, readContent, type RepositoryContent } from './repositoryContent';
import { toProjectError } from './toProjectError';

/** What one prerequisite turned out to be. */
type Finding = Omit<PrerequisiteResult, 'id'>;

const passed: Finding = { state: 'passed' };
/** As many as `listBranches` tells of. */
const mostBranches = 100;

/**
 * Runs every prerequisite at once; `onResult` hears of each as it starts (`checking`) and ends. Rejects only when aborted.
 * Four requests for a repository of up to a hundred entries; one more where it is larger, one for a project file, and one
 * where `main` or the default branch is not among the first hundred branches.
 */
export async function checkRepository(
  ports: CheckPorts,
  repository: RepositoryName,
  onResult: (result: PrerequisiteResult) => void,
  signal?: AbortSignal,
): Promise<RepositoryCheck> {
  for (const id of prerequisiteIds) onResult({ id, state: 'checking' });
  const looking = new Looking(ports, repository, signal);
  const run = async (id: PrerequisiteId, look: () => Promise<Finding>): Promise<PrerequisiteResult> => {
    const finding = await look().catch((error: unknown): Finding => {
      signal?.throwIfAborted();
      return { state: 'unknown', reason: toProjectError(ports, error).reason };
    });
    signal?.throwIfAborted();
    const result = { id, ...finding };
    onResult(result);
    return result;
  };
  const results = await Promise.all([
    run('writePermission', () => looking.permission()),
    run('notEmpty', () => looking.emptiness()),
    run('mainBranch', () => looking.mainBranch()),
    run('noProject', () => looking.project()),
    run('dedicated', () => looking.dedication()),
  ]);
  return { results, ...(await looking.summary()) };
}

/** Asks for each thing once, when the first one needs it. */
class Looking {
  readonly #ports: CheckPorts;
  readonly #repository: RepositoryName;
  readonly #signal: AbortSignal | undefined;
  readonly #branches: Promise<readonly RemoteBranch[]>;
  readonly #defaultBranch: Promise<string | undefined>;
  readonly #main: Promise<string | undefined>;
  readonly #commit: Promise<string | undefined>;
  readonly #sample: Promise<{ readonly paths: readonly string[]; readonly isComplete: boolean }>;
  readonly #content: Promise<RepositoryContent>;
  readonly #name: Promise<string | undefined>;

  constructor(ports: CheckPorts, repository: RepositoryName, signal: AbortSignal | undefined) {
    this.#ports = ports;
    this.#repository = repository;
    this.#signal = signal;
    this.#branches = ports.listBranches(repository, signal);
    this.#defaultBranch = ports.findDefaultBranch(repository, signal);
    this.#main = this.#findCommit('main');
    this.#commit = this.#findShownCommit();
    this.#sample = this.#takeSample();
    this.#content = this.#readContent();
    this.#name = this.#readName();
    // Each failure belongs to the prerequisites that wait for it; some have none that does.
    const all = [
      this.#branches,
      this.#defaultBranch,
      this.#main,
      this.#commit,
      this.#sample,
      this.#content,
      this.#name,
    ];
    void Promise.allSettled(all);
  }

  async permission(): Promise<Finding> {
    const permission = await this.#ports.findPermission(this.#repository, this.#signal);
    if (permission === 'write' || permission === 'admin') return passed;
    return { state: 'failed', facts: { permission: permission ?? 'none' }, repair: 'chooseAnother' };
  }

  async emptiness(): Promise<Finding> {
    const branches = await this.#branches;
    return branches.length > 0 ? passed : { state: 'failed', repair: 'initialise' };
  }

  async mainBranch(): Promise<Finding> {
    if ((await this.#main) !== undefined) return this.#withDefaultBranch(passed);
    const branches = await this.#branches;
    // An empty repository gets its branch by the repair of being empty.
    if (branches.length === 0) return { state: 'failed' };
    return this.#withDefaultBranch({ state: 'failed', repair: 'createMain' });
  }

  async project(): Promise<Finding> {
    const { pipelines, hasMatillionFolder, hasProjectFile } = await this.#content;
    if (pipelines === 0 && !hasMatillionFolder && !hasProjectFile) return passed;
    const name = await this.#name.catch(() => undefined);
    return { state: 'warning', facts: { pipelines, ...(name !== undefined && { name }) }, repair: 'openExisting' };
  }

  async dedication(): Promise<Finding> {
    const { codeFiles, files } = measureCode((await this.#sample).paths);
    const facts = { codeFiles, files, percent: files === 0 ? 0 : Math.round((codeFiles / files) * 100) };
    return codeFiles * 2 > files ? { state: 'warning', facts, repair: 'chooseAnother' } : { state: 'passed', facts };
  }

  /** Of what could be asked. */
  async summary(): Promise<Omit<RepositoryCheck, 'results'>> {
    const known = <T>(promise: Promise<T>): Promise<T | undefined> => promise.catch(() => undefined);
    const branches = (await known(this.#branches)) ?? [];
    return {
      branches: branches.map(({ name }) => name),
      defaultBranch: await known(this.#defaultBranch),
      pipelineCount: (await known(this.#content))?.pipelines,
      existingName: await known(this.#name),
    };
  }

  async #withDefaultBranch(finding: Finding): Promise<Finding> {
    const defaultBranch = await this.#defaultBranch.catch(() => undefined);
    return defaultBranch === undefined ? finding : { ...finding, facts: { defaultBranch } };
  }

  async #findCommit(name: string): Promise<string | undefined> {
    const branches = await this.#branches;
    const found = branches.find((branch) => branch.name === name)?.commit;
    if (found !== undefined || branches.length < mostBranches) return found;
    return (await this.#ports.findTip(this.#repository, name, this.#signal))?.hash;
  }

  /** Where the repository is looked at: `main`, else the default branch; `undefined` while it is empty. */
  async #findShownCommit(): Promise<string | undefined> {
    const main = await this.#main;
    if (main !== undefined || (await this.#branches).length === 0) return main;
    const defaultBranch = await this.#defaultBranch;
    return defaultBranch === undefined ? undefined : this.#findCommit(defaultBranch);
  }

  async #takeSample(): Promise<{ readonly paths: readonly string[]; readonly isComplete: boolean }> {
    const commit = await this.#commit;
    if (commit === undefined) return { paths: [], isComplete: true };
    return this.#ports.sampleFiles(this.#repository, commit, this.#signal);
  }

  async #readContent(): Promise<RepositoryContent> {
    const commit = await this.#commit;
    const sample = await this.#sample.catch(() => undefined);
    if (commit === undefined || sample?.isComplete === true) return readContent(sample?.paths ?? []);
    return readContent(await this.#ports.searchFiles(this.#repository, commit, contentSearch, this.#signal));
  }

  async #readName(): Promise<string | undefined> {
    const commit = await this.#commit;
    const { hasProjectFile } = await this.#content;
    if (commit === undefined || !hasProjectFile) return undefined;
    const text = await this.#ports.readText(this.#repository, commit, projectFilePath, this.#signal);
    const reading = text === undefined ? undefined : readProjectFile(text);
    return reading?.kind === 'project' ? reading.project.name : undefined;
  }
}
