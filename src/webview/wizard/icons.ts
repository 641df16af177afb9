import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import account from '@vscode/codicons/src/icons/account.svg';
import add from '@vscode/codicons/src/icons/add.svg';
import arrowRight from '@vscode/codicons/src/icons/arrow-right.svg';
import arrowSwap from '@vscode/codicons/src/icons/arrow-swap.svg';
import azureDevOps from '@vscode/codicons/src/icons/azure-devops.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import circle from '@vscode/codicons/src/icons/circle-large.svg';
import circleFilled from '@vscode/codicons/src/icons/circle-large-filled.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import cloud from '@vscode/codicons/src/icons/cloud.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import database from '@vscode/codicons/src/icons/database.svg';
import diffAdded from '@vscode/codicons/src/icons/diff-added.svg';
import diffModified from '@vscode/codicons/src/icons/diff-modified.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import emptyFile from '@vscode/codicons/src/icons/file.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import gitlab from '@vscode/codicons/src/icons/git-merge.svg';
import github from '@vscode/codicons/src/icons/github.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import linkExternal from '@vscode/codicons/src/icons/link-external.svg';
import loading from '@vscode/codicons/src/icons/loading.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import passFilled from '@vscode/codicons/src/icons/pass-filled.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import repo from '@vscode/codicons/src/icons/repo.svg';
import repoForked from '@vscode/codicons/src/icons/repo-forked.svg';
import starFull from '@vscode/codicons/src/icons/star-full.svg';
import cloudDownload from '@vscode/codicons/src/icons/cloud-download.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

const pictures = {
  account,
  add,
  arrowRight,
  arrowSwap,
  azureDevOps,
  check,
  circle,
  circleFilled,
  close,
  cloud,
  cloudDownload,
  copy,
  database,
  diffAdded,
  diffModified,
  ellipsis,
  emptyFile,
  error,
  github,
  gitlab,
  info,
  linkExternal,
  loading,
  lock,
  passFilled,
  question,
  refresh,
  repo,
  repoForked,
  starFull,
  warning,
};
export type IconName = keyof typeof pictures;

/** One of the editor's own icons, in the colour of the text; hidden from screen readers, so words must say the same. */
export function renderIcon(name: IconName, tone: '' | 'passed' | 'warning' | 'failed' | 'quiet' = ''): TemplateResult {
  return html`<span class="icon ${tone} ${name === 'loading' ? 'spinning' : ''}" aria-hidden="true"
    >${unsafeHTML(pictures[name])}</span
  >`;
}
