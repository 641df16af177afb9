import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { renderIcon, renderIconButton } from '../icons';
import { PageElement } from '../pageElement';
import * as texts from '../texts/pageTexts';

/** Finds components by name or type, and goes through them. */
@customElement('maia-search-box')
export class SearchBox extends PageElement {
  @property({ attribute: false }) wantsCentre: (id: string) => void = () => undefined;
  @property({ attribute: false }) wantsCanvas: () => void = () => undefined;
  @query('input') private readonly input!: HTMLInputElement;
  @state() private text = '';
  @state() private at = 0;

  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  protected override render(): TemplateResult {
    const { found } = this.page;
    return html`<div class="search" role="search">
      ${renderIcon('search')}
      <input
        type="text"
        spellcheck="false"
        aria-label=${texts.getSearchLabel()}
        placeholder=${texts.getSearchLabel()}
        .value=${this.text}
        @input=${this.#type}
        @keydown=${this.#press}
      />
      ${
        this.text === ''
          ? nothing
          : html`<span class="matches" role="status">${texts.toMatchText(this.at, found.length)}</span>
              ${renderIconButton('chevronUp', texts.getPrevious(), () => {
                this.#go(-1);
              })}
              ${renderIconButton('chevronDown', texts.getNext(), () => {
                this.#go(1);
              })}`
      }
    </div>`;
  }

  readonly #type = (): void => {
    this.text = this.input.value;
    const wanted = this.text.trim().toLowerCase();
    const { nodes } = this.page.shown.graph;
    const found = nodes.filter(({ name, type }) => name.toLowerCase().includes(wanted) || type.includes(wanted));
    this.page.find(wanted === '' ? [] : found.map(({ id }) => id));
    this.at = 0;
    this.#show();
  };

  readonly #press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      this.input.value = '';
      this.#type();
      this.wantsCanvas();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #go(step: 1 | -1): void {
    const { length } = this.page.found;
    if (length === 0) return;
    this.at = (this.at + step + length) % length;
    this.#show();
  }

  #show(): void {
    const id = this.page.found[this.at];
    if (id === undefined) return;
    this.page.select(id);
    this.wantsCentre(id);
  }
}
