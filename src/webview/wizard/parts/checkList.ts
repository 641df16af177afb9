import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import * as l10n from '@vscode/l10n';
import type { PrerequisiteResult, Repair } from '../../../projects/prerequisite';
import { type IconName, renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import * as texts from '../texts/checkTexts';
import { getRetryLabel } from '../texts/repositoryTexts';
import { toFieldId } from './fieldParts';
import { renderButton, renderNotice } from './notice';

type State = PrerequisiteResult['state'];
type Tone = 'passed' | 'warning' | 'failed' | 'quiet';

const looks: Readonly<Record<State, readonly [IconName, Tone]>> = {
  checking: ['loading', 'quiet'],
  passed: ['passFilled', 'passed'],
  warning: ['warning', 'warning'],
  failed: ['error', 'failed'],
  unknown: ['question', 'warning'],
};

/** How the chosen repository meets what Maia asks of one, each with the repair that mends it. */
@customElement('maia-check-list')
export class CheckList extends PageElement {
  #announced = '';

  protected override render(): TemplateResult {
    const { repository, check, repair } = this.shown.state;
    if (repository === undefined) return html`${nothing}`;
    return html`<section class="checks" aria-labelledby="checks-title" tabindex="-1">
      <h2 id="checks-title">${l10n.t('Checked for you: {0}', repository.name)}</h2>
      ${
        check === undefined
          ? html`<p class="with-icon">${renderIcon('loading')}<span>${l10n.t('Looking at the repository…')}</span></p>`
          : html`<ul class="check-list">
              ${check.results.map((result) => this.#renderResult(result))}
            </ul>`
      }
      ${check !== undefined && check.branches.length > 0 ? this.#renderBranches(check.branches) : nothing}
      ${repair?.failure === undefined ? nothing : renderNotice('error', repair.failure)}
    </section>`;
  }

  protected override updated(): void {
    const results = this.shown.state.check?.results ?? [];
    if (results.length === 0 || results.some(({ state }) => state === 'checking')) return;
    const open = results.filter(({ state }) => state !== 'passed').length;
    const slug = this.shown.state.repository?.slug ?? '';
    const summary = open === 0 ? l10n.t('All checks passed.') : l10n.t('{0} checks need your attention.', open);
    if (this.#announced === slug + summary) return;
    this.#announced = slug + summary;
    const worst = results.find(({ state }) => state === 'failed') ?? results.find(({ state }) => state !== 'passed');
    const seen = worst === undefined ? '.checks' : `#${toFieldId(worst.id)}`;
    this.querySelector(seen)?.scrollIntoView({ block: 'nearest' });
    queueMicrotask(() => {
      this.page.announce(summary);
    });
  }

  #renderResult(result: PrerequisiteResult): TemplateResult {
    const { check } = this.shown.state;
    const [icon, tone] = looks[result.state];
    return html`<li class="check" id=${toFieldId(result.id)} tabindex="-1">
      ${renderIcon(icon, tone)}
      <span class="check-words">
        <strong>${texts.getCheckTitle(result.id)}</strong>
        <span class="visually-hidden">${texts.getStateWord(result.state)}.</span>
        <span class="check-text">${check === undefined ? '' : texts.toCheckText(result, check)}</span>
      </span>
      ${this.#renderActions(result)}
    </li>`;
  }

  #renderActions({ state, repair }: PrerequisiteResult): TemplateResult {
    const isFailed = state === 'failed';
    const isRepairable = state !== 'unknown' && repair !== undefined;
    // What is missing may have been mended on Bitbucket meanwhile; a repair has it looked at again by itself.
    const canAsk = (isFailed || state === 'unknown') && this.shown.state.repair?.isRunning !== true;
    return html`${isRepairable ? this.#renderRepair(repair, isFailed) : nothing}
    ${canAsk ? renderButton(getRetryLabel(), this.#checkAgain) : nothing}`;
  }

  /** What has to be mended before one can continue stands out instead of *Continue*. */
  #renderRepair(repair: Repair, isNeeded: boolean): TemplateResult {
    const isRunning = this.shown.state.repair?.isRunning === true;
    const run = () => {
      if (isRunning) return;
      if (repair === 'chooseAnother') document.getElementById('repository-search')?.focus();
      void this.page.do('repair', repair);
    };
    // It stays focusable while it runs: a disabled button would throw the keyboard back to the start of the page.
    return html`<button
      type="button"
      class="button ${isNeeded ? 'primary' : 'secondary'}"
      aria-disabled=${isRunning ? 'true' : 'false'}
      @click=${run}
    >
      ${isRunning ? renderIcon('loading') : nothing}<span>${texts.getRepairLabel(repair)}</span>
    </button>`;
  }

  #renderBranches(branches: readonly string[]): TemplateResult {
    const shown = branches.slice(0, 5).join(', ');
    return html`<p class="hint">
      ${
        branches.length > 5
          ? l10n.t('Branches: {0} and {1} more. Maia will show all of them.', shown, branches.length - 5)
          : l10n.t('Branches: {0}. Maia will show all of them.', shown)
      }
    </p>`;
  }

  readonly #checkAgain = (): void => {
    void this.page.do('checkAgain', undefined);
  };
}
