import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Branch } from '../../bitbucket/model';
import { toRelativeTime } from '../relativeTime';
import { pickBySearch, type Choice } from './searchPick';

export interface BranchPickerOptions<T = never> {
  readonly api: Pick<BitbucketApi, 'listBranches'>;
  readonly repository: RepositoryId;
  /** The branch that is shown or was used last: it gets a check mark. */
  readonly current: string | undefined;
  readonly clock: Clock;
  readonly language: string;
  /** Instead of the usual words. */
  readonly title?: string;
  readonly placeholder?: string;
  /** What else there is to choose, above the branches, depending on what was typed. */
  readonly extras?: (typed: string) => readonly Choice<T>[];
}

/** Lets the user choose a branch by name; where there are more than a page, Bitbucket searches. `undefined` when cancelled. */
export async function pickBranch<T = never>(options: BranchPickerOptions<T>): Promise<string | T | undefined> {
  const { api, repository, clock, language } = options;
  let firstPage: readonly Branch[] | undefined;
  let isComplete = false;
  return pickBySearch<string | T>({
    title: options.title ?? vscode.l10n.t('Branches of {0}', `${repository.workspace}/${repository.slug}`),
    placeholder: options.placeholder ?? vscode.l10n.t('Name of a branch; type to search'),
    readKnown: (text) => {
      const wanted = text.toLowerCase();
      const matching = firstPage?.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? [];
      return { choices: [...(options.extras?.(text) ?? []), ...matching.map((branch) => toChoice(branch, options))] };
    },
    isWorthAsking: (text) => !isComplete && (text !== '' || firstPage === undefined),
    search: async (text, add, signal) => {
      const filter = text === '' ? {} : { nameContains: text };
      for await (const { values, size } of api.listBranches(repository, { ...filter, signal })) {
        if (text === '') {
          firstPage = values;
          isComplete = size !== undefined && size <= values.length;
        }
        add(values.map((branch) => toChoice(branch, options)));
        // Whoever looks for more types more.
        break;
      }
    },
    clock,
    language,
  });
}

function toChoice({ name, date }: Branch, { current, clock, language }: BranchPickerOptions<unknown>): Choice<string> {
  const time = Date.parse(date);
  return {
    label: name,
    value: name,
    ...(Number.isNaN(time) ? {} : { description: toRelativeTime(time, clock.now(), language) }),
    iconPath: new vscode.ThemeIcon(name === current ? 'check' : 'git-branch'),
  };
}
