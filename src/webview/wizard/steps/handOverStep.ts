import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createHandOverSheet, type HandOverField, type HandOverSheet } from '../../../projects/handOverSheet';
import { maiaBranch } from '../../../projects/project';
import { renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import { renderHint, renderProblem, toDescription } from '../parts/fieldParts';
import { renderButton, renderNotice, renderPageButton } from '../parts/notice';
import { longestLine } from '../textLimits';
import { getFieldLabel, getSectionTitle } from '../texts/fieldTexts';
import * as texts from '../texts/handOverTexts';

/** Everything Maia will ask beside *Open Maia*, and the way back: the project's address. */
@customElement('maia-hand-over-step')
export class HandOverStep extends PageElement {
  @state() private address = '';
  @state() private linkProblem: string | undefined;
  @state() private copied: string | undefined;

  protected override render(): TemplateResult {
    const { repository, branch, creation, details, preparation, isLinked } = this.shown.state;
    if (repository === undefined) return html`${nothing}`;
    const { workspace, slug, name } = repository;
    const repositoryInMaia = { workspace, slug, branch: maiaBranch };
    const sheet = createHandOverSheet({ details, preparation, repository: repositoryInMaia });
    const isMergeLeft = branch !== maiaBranch;
    return html`<p class="with-icon" role="status">
        ${renderIcon('passFilled', 'passed')}<span>${texts.toDoneText(name, branch, creation.commit)}</span>
      </p>
      ${isMergeLeft ? this.#renderMerge(branch) : nothing}
      <div class="buttons">
        ${renderPageButton(texts.getOpenMaia(), this.#openMaia, isMergeLeft ? 'secondary' : 'primary')}
        ${renderButton(texts.getOpenProject(), this.#openProject)}
      </div>
      <h2>${texts.getSheetTitle()}</h2>
      ${this.#renderSheet(sheet)}
      <p class="hint">${texts.getKeptText()}</p>
      <h2>${texts.getLinkTitle()}</h2>
      ${isLinked === true ? this.#renderLinked() : this.#renderLink()}`;
  }

  #renderMerge(branch: string): TemplateResult {
    const open = () => {
      void this.page.do('openPullRequest', undefined);
    };
    const button = renderPageButton(texts.getCreatePullRequest(), open, 'primary');
    return renderNotice('warning', texts.toMergeText(branch, maiaBranch), button);
  }

  #renderSheet({ sections }: HandOverSheet): TemplateResult {
    return html`<ol class="sheet">
      ${sections.map(
        ({ code, fields }) =>
          html`<li>
            <h3>${getSectionTitle(code)}</h3>
            <dl>${fields.map((field) => this.#renderField(field))}</dl>
          </li>`,
      )}
    </ol>`;
  }

  #renderField({ code, value }: HandOverField): TemplateResult {
    const label = getFieldLabel(code);
    const copy = () => {
      void this.#copy(label, value);
    };
    return html`<div class="sheet-row">
      <dt>${label}</dt>
      <dd>
        ${
          value === ''
            ? html`<span class="quiet">${texts.getNotPrepared()}</span>`
            : html`<span class="sheet-value">${value}</span>
                <button
                  type="button"
                  class="icon-button"
                  aria-label=${texts.toCopyLabel(label)}
                  title=${texts.toCopyLabel(label)}
                  @click=${copy}
                >
                  ${this.copied === label ? renderIcon('check', 'passed') : renderIcon('copy')}
                </button>`
        }
      </dd>
    </div>`;
  }

  #renderLink(): TemplateResult {
    const hint = texts.getLinkHint();
    return html`<form class="field" @submit=${this.#link} novalidate>
      <label for="field-address">${texts.getLinkLabel()}</label>
      ${renderHint('address', hint)}
      <div class="input-row">
        <input
          id="field-address"
          type="url"
          autocomplete="off"
          spellcheck="false"
          maxlength=${longestLine}
          placeholder="https://app.matillion.com/…"
          .value=${this.address}
          aria-invalid=${this.linkProblem === undefined ? 'false' : 'true'}
          aria-describedby=${toDescription('address', hint, this.linkProblem)}
          @input=${this.#type}
        />
        <button type="submit" class="button secondary">${texts.getLink()}</button>
      </div>
      ${renderProblem('address', this.linkProblem)}
    </form>`;
  }

  #renderLinked(): TemplateResult {
    return html`<div role="status" tabindex="-1" id="linked">${renderNotice('info', texts.getLinked())}</div>`;
  }

  async #copy(label: string, value: string): Promise<void> {
    await this.page.do('copy', value);
    if (this.page.failure !== undefined) return;
    this.copied = label;
    this.page.announce(texts.toCopiedText(label));
  }

  readonly #type = ({ target }: Event): void => {
    this.address = (target as HTMLInputElement).value;
    this.linkProblem = undefined;
  };

  readonly #link = (event: Event): void => {
    event.preventDefault();
    void this.#linkTo(this.address.trim());
  };

  async #linkTo(address: string): Promise<void> {
    let isLinked = false;
    try {
      const answer = await this.page.ask('linkToMaia', address);
      const { reason } = answer;
      ({ isLinked } = answer);
      this.linkProblem = isLinked ? undefined : (reason ?? texts.getNotUnderstood());
    } catch (error) {
      this.linkProblem = error instanceof Error ? error.message : String(error);
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>(isLinked ? '#linked' : '#field-address')?.focus();
  }

  readonly #openMaia = (): void => {
    void this.page.do('openPage', 'maia');
  };

  readonly #openProject = (): void => {
    void this.page.do('openProject', undefined);
  };
}
