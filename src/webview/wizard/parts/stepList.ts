import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { WizardStep } from '../../../wizard/wizardState';
import { renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import * as texts from '../texts/pageTexts';
import { getStepTexts } from '../texts/stepTexts';

/** Below this the list folds into one line; the stylesheet has the same width. */
const narrow = window.matchMedia('(max-width: 640px)');

/** Where one is. Steps that were passed, and the next one when nothing is missing, can be gone to. */
@customElement('maia-step-list')
export class StepList extends PageElement {
  @state() private isNarrow = narrow.matches;

  override connectedCallback(): void {
    super.connectedCallback();
    narrow.addEventListener('change', this.#resize);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    narrow.removeEventListener('change', this.#resize);
  }

  protected override render(): TemplateResult {
    const { steps, state: wizard } = this.shown;
    const at = steps.indexOf(wizard.step);
    if (this.isNarrow) {
      const name = getStepTexts(wizard.step).name;
      return html`<details class="steps-folded">
        <summary>${texts.toStepText(at + 1, steps.length, name)}</summary>
        ${this.#renderList(at)}
      </details>`;
    }
    return this.#renderList(at);
  }

  #renderList(at: number): TemplateResult {
    const { steps } = this.shown;
    return html`<nav aria-label=${texts.getStepsLabel()}>
      <ol class="steps">
        ${steps.map((step, index) => this.#renderStep(step, index - at))}
      </ol>
    </nav>`;
  }

  #renderStep(step: WizardStep, distance: number): TemplateResult {
    const { state: wizard, problems } = this.shown;
    const isOver = wizard.step === 'handOver' || wizard.creation.isRunning;
    const isNext = distance === 1 && problems.length === 0 && step !== 'handOver';
    const canGo = !isOver && (distance < 0 || isNext);
    const icon = distance < 0 ? 'passFilled' : distance === 0 ? 'circleFilled' : 'circle';
    const tone = distance < 0 ? 'passed' : '';
    const words = html`${renderIcon(icon, tone)}<span
        >${getStepTexts(step).name}${this.#renderMark(step, distance)}</span
      >`;
    const go = () => {
      void this.page.send({ kind: 'goTo', step });
    };
    return html`<li class=${distance === 0 ? 'current' : nothing} aria-current=${distance === 0 ? 'step' : nothing}>
      ${canGo ? html`<button type="button" @click=${go}>${words}</button>` : html`<span class="step">${words}</span>`}
    </li>`;
  }

  #renderMark(step: WizardStep, distance: number): TemplateResult | typeof nothing {
    if (distance < 0) return html`<span class="visually-hidden">, ${texts.getDoneMark()}</span>`;
    return step === 'prepare' ? html`<span class="optional">${texts.getOptionalMark()}</span>` : nothing;
  }

  readonly #resize = (): void => {
    this.isNarrow = narrow.matches;
  };
}
