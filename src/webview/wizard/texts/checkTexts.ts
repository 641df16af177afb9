import * as l10n from '@vscode/l10n';
import type { PrerequisiteId, PrerequisiteResult, Repair, RepositoryCheck } from '../../../projects/prerequisite';

/** What was found about one prerequisite, in a sentence. */
export function toCheckText({ id, state, reason, facts }: PrerequisiteResult, check: RepositoryCheck): string {
  if (state === 'checking') return checking[id]();
  if (state === 'unknown') return l10n.t('{0} could not be checked. {1}', getCheckTitle(id), reason ?? '').trim();
  if (state === 'passed') return passed[id](check);
  return unmet[id](check, facts ?? {});
}

export function getCheckTitle(id: PrerequisiteId): string {
  return titles[id]();
}

export function getRepairLabel(repair: Repair): string {
  switch (repair) {
    case 'initialise':
      return l10n.t('Initialise with a README');
    case 'createMain':
      return l10n.t('Create main');
    case 'openExisting':
      return l10n.t('Open the Project');
    case 'chooseAnother':
      return l10n.t('Choose Another');
  }
}

/** The state in a word, for those who cannot see the icon. */
export function getStateWord(state: PrerequisiteResult['state']): string {
  switch (state) {
    case 'checking':
      return l10n.t('Checking');
    case 'passed':
      return l10n.t('Passed');
    case 'warning':
      return l10n.t('Warning');
    case 'failed':
      return l10n.t('Needs a repair');
    case 'unknown':
      return l10n.t('Unknown');
  }
}

const titles: Readonly<Record<PrerequisiteId, () => string>> = {
  writePermission: () => l10n.t('Write permission'),
  notEmpty: () => l10n.t('Content'),
  mainBranch: () => l10n.t('Branch main'),
  noProject: () => l10n.t('Other projects'),
  dedicated: () => l10n.t('Dedicated repository'),
};

const checking: Readonly<Record<PrerequisiteId, () => string>> = {
  writePermission: () => l10n.t('Asking whether you can write to it…'),
  notEmpty: () => l10n.t('Looking whether it holds a commit…'),
  mainBranch: () => l10n.t('Looking for the branch main…'),
  noProject: () => l10n.t('Looking for a project in it…'),
  dedicated: () => l10n.t('Looking what else is in it…'),
};

const passed: Readonly<Record<PrerequisiteId, (check: RepositoryCheck) => string>> = {
  writePermission: () => l10n.t('You can write to this repository.'),
  notEmpty: () => l10n.t('The repository holds a commit.'),
  mainBranch: ({ defaultBranch }) =>
    defaultBranch === undefined || defaultBranch === 'main'
      ? l10n.t('The branch main exists.')
      : l10n.t('The branch main exists. It need not be the default, which is {0}.', defaultBranch),
  noProject: () => l10n.t('There is no project in it yet.'),
  dedicated: () => l10n.t('Nothing but this project will live here.'),
};

type Facts = Readonly<Record<string, string | number>>;

const unmet: Readonly<Record<PrerequisiteId, (check: RepositoryCheck, facts: Facts) => string>> = {
  writePermission: () => l10n.t('You can read this repository but not write to it. Ask its owner, or choose another.'),
  notEmpty: () => l10n.t('The repository is empty, and Maia cannot attach one without a commit.'),
  mainBranch: toMainText,
  noProject: toProjectText,
  dedicated: (_, { percent }) =>
    percent === undefined
      ? l10n.t('It holds mostly other code. Maia works best with a repository of its own.')
      : l10n.t('{0} % of its files are other code. Maia works best with a repository of its own.', percent),
};

function toMainText({ defaultBranch, branches }: RepositoryCheck, facts: Facts): string {
  if (branches.length === 0) return l10n.t('There is no branch main yet. Initialising the repository creates it.');
  const source = defaultBranch ?? facts['defaultBranch'];
  return source === undefined
    ? l10n.t('There is no branch main, which Maia needs.')
    : l10n.t('There is no branch main, which Maia needs. It can be created from {0}.', source);
}

function toProjectText(check: RepositoryCheck, facts: Facts): string {
  const existingName = check.existingName ?? facts['name'];
  const pipelineCount = check.pipelineCount ?? Number(facts['pipelines'] ?? 0);
  if (existingName !== undefined) return l10n.t('The project “{0}” is here already.', existingName);
  if (pipelineCount === 1) return l10n.t('There is a pipeline here already, so this may be somebody’s project.');
  if (pipelineCount > 0) {
    return l10n.t('There are {0} pipelines here already, so this may be somebody’s project.', pipelineCount);
  }
  return l10n.t('There are Maia’s own files here already, so this may be somebody’s project.');
}
