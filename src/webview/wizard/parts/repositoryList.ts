import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RepositoryRow, RepositoryRows } from '../../../wizard/protocol';
import { renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import type { Shown } from '../pageModel';
import { longestLine } from '../textLimits';
import * as texts from '../texts/repositoryTexts';
import { renderButton, renderNotice } from './notice';
import { RepositoryPages, pageSize } from './repositoryPages';
import { RowWindow } from './rowWindow';

const typingPauseMs = 120;

/** Repositories to choose from, thousands if need be: a box to search in above a list of which only what shows exists. */
@customElement('maia-repository-list')
export class RepositoryList extends PageElement {
  /** Name of the field, as in the problems of the step. */
  @property() field = 'repository';
  @property() label = '';
  /** `workspace/slug` of the one that is chosen. */
  @property() chosen = '';
  @property() describedBy: string | undefined;
  @property({ attribute: false }) onChoose!: (row: RepositoryRow) => void;
  @state() private text = '';
  @state() private workspace = '';
  @state() private active = 0;
  @state() private answer: RepositoryRows | undefined;
  @state() private failure: string | undefined;
  /** Whose repositories these are. */
  #accountId: string | undefined;
  readonly #pages = new RepositoryPages();
  readonly #window = new RowWindow(this, () => this.#pages.total);
  /** Runs while somebody is typing: the question that the rows answer is an older one. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The first row for what is asked; `wanted` once Enter was pressed before it was there. */
  #firstRow: 'awaited' | 'wanted' | 'known' = 'awaited';

  override connectedCallback(): void {
    super.connectedCallback();
    this.page.addEventListener('repositories', this.#renew);
    this.#accountId = findAccountId(this.shown);
    this.#fetch(0, 0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#takeBack();
    this.page.removeEventListener('repositories', this.#renew);
  }

  protected override willUpdate(): void {
    const accountId = findAccountId(this.shown);
    if (accountId === this.#accountId) return;
    this.#accountId = accountId;
    if (accountId !== undefined) this.#beginAnew();
  }

  protected override render(): TemplateResult {
    return html`<div class="repository-list">
      <div class="toolbar">${this.#renderSearch()} ${this.#renderWorkspaces()} ${this.#renderActions()}</div>
      ${this.#renderList()}
      <p class="hint" role="status">${this.#renderStatus()}</p>
      ${this.#renderFailure()}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#window.place();
    const { first, last } = this.#window.getRange();
    if (this.answer !== undefined) this.#fetch(first, last);
  }

  #renderSearch(): TemplateResult {
    return html`<div class="grow">
      <label for="${this.field}-search">${this.label}</label>
      <input
        type="search"
        id="${this.field}-search"
        autocomplete="off"
        spellcheck="false"
        maxlength=${longestLine}
        placeholder=${texts.getSearchPlaceholder()}
        aria-controls="field-${this.field}"
        .value=${this.text}
        @input=${this.#search}
        @keydown=${this.#pressInSearch}
        @blur=${this.#takeBack}
      />
    </div>`;
  }

  #renderWorkspaces(): TemplateResult | typeof nothing {
    const workspaces = this.answer?.workspaces ?? [];
    if (workspaces.length < 2) return nothing;
    return html`<div>
      <label for="${this.field}-workspace">${texts.getWorkspaceLabel()}</label>
      <select id="${this.field}-workspace" @change=${this.#filter}>
        <option value="">${texts.getAllWorkspaces()}</option>
        ${workspaces.map((it) => html`<option value=${it.slug} ?selected=${it.slug === this.workspace}>${it.name}</option>`)}
      </select>
    </div>`;
  }

  #renderActions(): TemplateResult {
    const refresh = texts.getRefreshLabel();
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${refresh}
      title=${refresh}
      @click=${this.#refresh}
    >
      ${renderIcon('refresh')}
    </button>`;
  }

  #renderList(): TemplateResult {
    const { first, last } = this.#window.getRange();
    const { total } = this.#pages;
    const indexes = Array.from({ length: Math.max(0, Math.min(last + 1, total) - first) }, (_, at) => first + at);
    return html`<div
      class="listbox"
      id="field-${this.field}"
      role="listbox"
      tabindex="0"
      aria-label=${this.label}
      aria-describedby=${this.describedBy ?? nothing}
      aria-busy=${this.answer === undefined ? 'true' : 'false'}
      aria-activedescendant=${total > 0 ? this.#toRowId(this.active) : nothing}
      @keydown=${this.#pressInList}
      @scroll=${this.#scroll}
    >
      <div class="listbox-space" role="presentation">
        <div class="listbox-window" role="presentation">${indexes.map((index) => this.#renderRow(index))}</div>
      </div>
      ${
        this.answer !== undefined && total === 0 && !this.answer.isLoading
          ? html`<p class="empty" role="presentation">${texts.getEmptyText(this.text)}</p>`
          : nothing
      }
    </div>`;
  }

  #renderRow(index: number): TemplateResult {
    const row = this.#pages.getRow(index);
    const isChosen = row !== undefined && `${row.workspace}/${row.slug}` === this.chosen;
    const choose = () => {
      this.#choose(index);
    };
    return html`<div
      class="row ${index === this.active ? 'active' : ''}"
      id=${this.#toRowId(index)}
      role="option"
      aria-selected=${isChosen ? 'true' : 'false'}
      aria-setsize=${this.#pages.total}
      aria-posinset=${index + 1}
      @click=${choose}
    >
      ${row === undefined ? html`<span class="row-words quiet">…</span>` : this.#renderRowContent(row, isChosen)}
    </div>`;
  }

  #renderRowContent(row: RepositoryRow, isChosen: boolean): TemplateResult {
    return html`${renderIcon(isChosen ? 'passFilled' : 'repo', isChosen ? 'passed' : 'quiet')}
      <span class="row-words">
        <span class="row-name">${row.name}</span>
        <span class="row-place">${texts.toPlaceText(row, this.page.language)}</span>
      </span>
      ${row.isRecent ? html`<span class="badge">${texts.getRecentMark()}</span>` : nothing}
      ${
        row.isFavourite
          ? html`<span class="star" title=${texts.getFavouriteMark()}
              >${renderIcon('starFull')} <span class="visually-hidden">${texts.getFavouriteMark()}</span></span
            >`
          : nothing
      }`;
  }

  #renderStatus(): string {
    if (this.answer === undefined) return texts.getLoadingText();
    return texts.toCountText(this.#pages.total, this.answer.isLoading, this.page.language);
  }

  #renderFailure(): TemplateResult | typeof nothing {
    const reason = this.failure ?? this.answer?.failure;
    return reason === undefined
      ? nothing
      : renderNotice('error', reason, renderButton(texts.getRetryLabel(), this.#refresh));
  }

  #toRowId(index: number): string {
    return `${this.field}-row-${index}`;
  }

  #fetch(first: number, last: number): void {
    for (const from of this.#pages.takeMissing(first, last)) void this.#fetchPage(from);
  }

  async #fetchPage(from: number): Promise<void> {
    const { generation } = this.#pages;
    const query = { text: this.text.trim(), workspace: this.workspace, from, count: pageSize };
    try {
      const answer = await this.page.ask('listRepositories', query);
      if (generation !== this.#pages.generation) return;
      const before = this.#pages.getRow(this.active);
      this.#pages.put(from, answer);
      this.active = this.#followRow(before);
      this.answer = answer;
      this.failure = undefined;
      if (from === 0) this.#meetFirstRow(answer);
    } catch (error) {
      if (generation !== this.#pages.generation) return;
      this.#takeBack();
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  /** While nothing is found yet and more is loading, the first row is still to come. */
  #meetFirstRow({ rows, isLoading }: RepositoryRows): void {
    if (rows.length === 0 && isLoading) return;
    const isWanted = this.#firstRow === 'wanted';
    this.#firstRow = 'known';
    if (isWanted) this.#choose(0);
  }

  /** Whoever types on or leaves the box wants the first row no more. */
  readonly #takeBack = (): void => {
    if (this.#firstRow === 'wanted') this.#firstRow = 'awaited';
  };

  /** Rows move when better ones arrive above them; who was on one stays on it. */
  #followRow(row: RepositoryRow | undefined): number {
    const isMoving = document.activeElement?.id === `field-${this.field}` && row !== undefined;
    const at = isMoving ? this.#pages.find(row.workspace, row.slug) : -1;
    return at < 0 ? Math.max(0, Math.min(this.active, this.#pages.total - 1)) : at;
  }

  readonly #renew = (): void => {
    this.#pages.renew(false);
    const { first, last } = this.#window.getRange();
    this.#fetch(first, last);
  };

  readonly #refresh = (): void => {
    void this.page.do('refreshRepositories', undefined).then(this.#renew);
  };

  readonly #search = ({ target }: Event): void => {
    this.text = (target as HTMLInputElement).value;
    this.#takeBack();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#askAnew, typingPauseMs);
  };

  readonly #filter = ({ target }: Event): void => {
    this.workspace = (target as HTMLSelectElement).value;
    this.#askAnew();
  };

  readonly #askAnew = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#firstRow = 'awaited';
    this.#pages.renew(true);
    this.#moveTo(0);
    this.#fetch(0, 0);
  };

  /** Nothing that was found or filtered for one account is so for another; what was typed stays. */
  #beginAnew(): void {
    this.answer = undefined;
    this.failure = undefined;
    this.workspace = '';
    this.#pages.clear();
    this.#askAnew();
  }

  readonly #scroll = (): void => {
    this.requestUpdate();
  };

  readonly #pressInSearch = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    // The rows are those of an older question: none of them is meant.
    if (this.#timer !== undefined) this.#askAnew();
    if (event.key === 'ArrowDown') this.querySelector<HTMLElement>('.listbox')?.focus();
    else if (this.#firstRow === 'known') this.#choose(this.active);
    else this.#firstRow = 'wanted';
  };

  readonly #pressInList = (event: KeyboardEvent): void => {
    const target = this.#window.findTarget(event.key, this.active);
    if (target !== undefined) this.#moveTo(target);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(this.active);
    else {
      // A letter belongs into the box above, which gets it because it has the focus by then.
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isLetter || event.key === 'Backspace') this.querySelector<HTMLElement>('input[type=search]')?.focus();
      return;
    }
    event.preventDefault();
  };

  #moveTo(index: number): void {
    this.active = index;
    this.#window.reveal(index);
  }

  #choose(index: number): void {
    const row = this.#pages.getRow(index);
    if (row === undefined) return;
    this.active = index;
    this.onChoose(row);
  }
}

function findAccountId({ state: { authorization } }: Shown): string | undefined {
  return authorization.kind === 'authorized' ? authorization.accountId : undefined;
}
