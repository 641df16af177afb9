import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { maiaBranch } from '../../projects/project';
import type { WizardStep } from '../../wizard/wizardState';
import { renderIcon } from './icons';
import { PageElement } from './pageElement';
import { toFieldId } from './parts/fieldParts';
import { renderButton, renderNotice } from './parts/notice';
import './parts/stepList';
import './steps/authorizeStep';
import './steps/configurationStep';
import './steps/detailsStep';
import './steps/handOverStep';
import './steps/prepareStep';
import './steps/providerStep';
import './steps/repositoryStep';
import './steps/reviewStep';
import './steps/starterStep';
import * as texts from './texts/pageTexts';
import { toProblemText } from './texts/problemTexts';
import { getCommit, getContinueInMaia } from './texts/reviewTexts';
import { getMergeTexts, getStepTexts } from './texts/stepTexts';

/** The whole page: step list, the shown step, and the way on. It shows the host's state and decides nothing. */
@customElement('maia-wizard')
export class WizardElement extends PageElement {
  /** *Continue* was pressed and something is missing: the keyboard goes where it can be mended. */
  #wantsProblem = false;
  #entered: WizardStep | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.page.addEventListener('change', this.#read);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.page.removeEventListener('change', this.#read);
  }

  protected override render(): TemplateResult {
    const { step, creation } = this.shown.state;
    // A commit that is under way cannot be thrown away any more.
    const canDiscard = step !== 'handOver' && !creation.isRunning;
    return html`<header class="top">
        <span class="title">${texts.getTitle()}</span>
        ${canDiscard ? renderButton(texts.getDiscard(), this.#discard, 'link') : nothing}
      </header>
      <maia-step-list class="side" .page=${this.page} .shown=${this.shown}></maia-step-list>
      <main class="step-page" @keydown=${this.#press}>${this.#renderStepPage()}</main>
      ${step === 'handOver' ? nothing : this.#renderFooter()}
      <div class="visually-hidden" role="status">${this.page.announcement}</div>`;
  }

  protected override updated(): void {
    const { step } = this.shown.state;
    document.title = `${texts.getTitle()}: ${getStepTexts(step).name}`;
    if (this.#entered !== step) this.#enterStep(step);
    else if (this.#wantsProblem) this.#goToProblem();
  }

  #renderStepPage(): TemplateResult {
    const { step, branch } = this.shown.state;
    const isMergeLeft = step === 'handOver' && branch !== maiaBranch;
    const { heading, asks, why, next } = isMergeLeft ? getMergeTexts(branch, maiaBranch) : getStepTexts(step);
    const { failure } = this.page;
    return html`<h1 tabindex="-1">${heading}</h1>
      <p class="lead">${asks}</p>
      <p class="why">${why}</p>
      ${failure === undefined ? nothing : renderNotice('error', failure, renderButton(texts.getDismiss(), this.#dismiss))}
      ${this.#renderStep()}
      <p class="next">${renderIcon('arrowRight', 'quiet')}<span>${next}</span></p>`;
  }

  #renderStep(): TemplateResult {
    const { page, shown } = this;
    switch (shown.state.step) {
      case 'details':
        return html`<maia-details-step .page=${page} .shown=${shown}></maia-details-step>`;
      case 'configuration':
        return html`<maia-configuration-step .page=${page} .shown=${shown}></maia-configuration-step>`;
      case 'provider':
        return html`<maia-provider-step .page=${page} .shown=${shown}></maia-provider-step>`;
      case 'authorize':
        return html`<maia-authorize-step .page=${page} .shown=${shown}></maia-authorize-step>`;
      case 'repository':
        return html`<maia-repository-step .page=${page} .shown=${shown}></maia-repository-step>`;
      case 'starter':
        return html`<maia-starter-step .page=${page} .shown=${shown}></maia-starter-step>`;
      case 'prepare':
        return html`<maia-prepare-step .page=${page} .shown=${shown}></maia-prepare-step>`;
      case 'review':
        return html`<maia-review-step .page=${page} .shown=${shown}></maia-review-step>`;
      case 'handOver':
        return html`<maia-hand-over-step .page=${page} .shown=${shown}></maia-hand-over-step>`;
    }
  }

  #renderFooter(): TemplateResult {
    const { state, steps } = this.shown;
    const isFirst = steps.indexOf(state.step) <= 0;
    return html`<footer class="ways">
      ${this.#renderMissing()}
      <div class="buttons">
        ${this.#renderWayOn(state.step)}
        ${state.step === 'prepare' ? renderButton(texts.getSkip(), onFirstClick(this.#skip)) : nothing}
        ${isFirst || state.creation.isRunning ? nothing : renderButton(texts.getBack(), this.#back)}
      </div>
    </footer>`;
  }

  #renderWayOn(step: WizardStep): TemplateResult | typeof nothing {
    const isUnauthorized = step === 'authorize' && this.shown.state.authorization.kind !== 'authorized';
    const isUnmet = step === 'repository' && this.shown.problems.some(({ code }) => code === 'unmet');
    // Another button leads on, and it is the one that stands out.
    if (isUnauthorized || isUnmet) return renderButton(texts.getContinue(), onFirstClick(this.#continue));
    if (step !== 'review') return renderButton(texts.getContinue(), onFirstClick(this.#continue), 'primary');
    const { creation, plan } = this.shown.state;
    if (creation.isRunning || creation.failure !== undefined) return nothing;
    return renderButton(
      plan?.files.length === 0 ? getContinueInMaia() : getCommit(),
      onFirstClick(this.#commit),
      'primary',
    );
  }

  #renderMissing(): TemplateResult {
    const { state, problems } = this.shown;
    const isAsked = state.asked.includes(state.step) && problems.length > 0;
    return html`<div role="alert" class="missing">
      ${
        isAsked
          ? html`<p class="with-icon">
              ${renderIcon('warning', 'warning')}<span
                >${texts.toMissingText(problems.length)} ${problems.map((it) => toProblemText(it)).join(' ')}</span
              >
            </p>`
          : nothing
      }
    </div>`;
  }

  /** A new step begins at its heading, for eyes and for screen readers. */
  #enterStep(step: WizardStep): void {
    this.#entered = step;
    this.#wantsProblem = false;
    window.scrollTo(0, 0);
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  #goToProblem(): void {
    const { state, problems } = this.shown;
    const [first] = problems;
    if (first === undefined || !state.asked.includes(state.step)) return;
    this.#wantsProblem = false;
    document.getElementById(toFieldId(first.field))?.focus();
  }

  readonly #read = (): void => {
    this.shown = this.page.shown;
    this.requestUpdate();
  };

  readonly #continue = (): void => {
    this.#wantsProblem = true;
    void this.page.send({ kind: 'continue' });
  };

  readonly #commit = (): void => {
    if (this.shown.problems.length > 0) this.#continue();
    else void this.page.do('create', undefined);
  };

  readonly #back = (): void => {
    void this.page.send({ kind: 'back' });
  };

  readonly #skip = (): void => {
    void this.page.send({ kind: 'skipPreparation' });
  };

  readonly #discard = (): void => {
    void this.page.do('discard', undefined);
  };

  readonly #dismiss = (): void => {
    this.page.dismissFailure();
  };

  /** Enter in a line of text goes on, as in any form. */
  readonly #press = (event: KeyboardEvent): void => {
    const isLine = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (event.key !== 'Enter' || !isLine || event.isComposing || this.shown.state.step === 'review') return;
    event.preventDefault();
    this.#continue();
  };
}

/** The second click of a double click is no wish for the step after, which nobody has read by then. */
function onFirstClick(run: () => void): (click: MouseEvent) => void {
  return ({ detail }) => {
    if (detail <= 1) run();
  };
}
