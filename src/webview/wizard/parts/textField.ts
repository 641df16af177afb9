import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { PersonEvent } from '../../../wizard/wizardEvent';
import { PageElement } from '../pageElement';
import { longestLine, longestText } from '../textLimits';
import { findProblemText } from '../texts/problemTexts';
import { renderHint, renderProblem, toDescription, toFieldId } from './fieldParts';

/** A text that the host keeps. What is typed shows at once, and no older state from the host replaces it. */
@customElement('maia-text-field')
export class TextField extends PageElement {
  /** Name of the field, as in the problems of the step. */
  @property() field = '';
  @property() label = '';
  @property() hint: string | undefined;
  /** What the host knows. */
  @property() value = '';
  @property({ type: Number }) rows = 1;
  @property({ type: Boolean }) isLocked = false;
  @property({ attribute: false }) toEvent!: (text: string) => PersonEvent;
  #typed: string | undefined;
  #hasFocus = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#typed === undefined || this.#hasFocus || !this.page.isSettled(this.field)) return;
    if (changed.has('value') || this.value === this.#typed) this.#typed = undefined;
  }

  protected override render(): TemplateResult {
    const problem = findProblemText(this.shown, this.field);
    return html`<div class="field">
      <label for=${toFieldId(this.field)}>${this.label}</label>
      ${renderHint(this.field, this.hint)} ${this.#renderControl(problem)} ${renderProblem(this.field, problem)}
    </div>`;
  }

  #renderControl(problem: string | undefined): TemplateResult {
    const id = toFieldId(this.field);
    const described = toDescription(this.field, this.hint, problem);
    const invalid = problem === undefined ? 'false' : 'true';
    const text = live(this.#typed ?? this.value);
    if (this.rows > 1) {
      return html`<textarea
        id=${id}
        rows=${this.rows}
        maxlength=${longestText}
        .value=${text}
        ?disabled=${this.isLocked}
        aria-invalid=${invalid}
        aria-describedby=${described}
        @input=${this.#type}
        @focus=${this.#enter}
        @blur=${this.#leave}
      ></textarea>`;
    }
    return html`<input
      id=${id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      maxlength=${longestLine}
      .value=${text}
      ?disabled=${this.isLocked}
      aria-invalid=${invalid}
      aria-describedby=${described}
      @input=${this.#type}
      @focus=${this.#enter}
      @blur=${this.#leave}
    />`;
  }

  readonly #type = ({ target }: Event): void => {
    this.#typed = (target as HTMLInputElement).value;
    this.page.edit(this.field, this.toEvent(this.#typed));
  };

  readonly #enter = (): void => {
    this.#hasFocus = true;
  };

  readonly #leave = (): void => {
    this.#hasFocus = false;
    void this.page.flush().then(() => {
      this.requestUpdate();
    });
  };
}
