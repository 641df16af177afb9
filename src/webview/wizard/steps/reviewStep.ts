import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { CreationPlan } from '../../../projects/creation';
import type { PlannedFile } from '../../../projects/starterContent';
import type { PersonEvent } from '../../../wizard/wizardEvent';
import { renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import '../parts/creationProgress';
import { renderProblem } from '../parts/fieldParts';
import { renderButton, renderNotice } from '../parts/notice';
import '../parts/textField';
import { getFieldLabel } from '../texts/fieldTexts';
import { findProblemText } from '../texts/problemTexts';
import * as texts from '../texts/reviewTexts';

/** Every file with its changes, the branch, the message, and how the commit gets on. */
@customElement('maia-review-step')
export class ReviewStep extends PageElement {
  protected override render(): TemplateResult {
    const { branch, message } = this.shown.state;
    return html`<section aria-labelledby="files-title" id="field-plan" tabindex="-1">
        <h2 id="files-title">${texts.getFilesTitle()}</h2>
        ${this.#renderPlan()} ${renderProblem('plan', findProblemText(this.shown, 'plan'))}
      </section>
      ${this.#renderText('branch', getFieldLabel('branch'), branch, 1, (value) => ({ kind: 'branch', value }))}
      ${this.#renderText('message', texts.getMessageLabel(), message, 3, (value) => ({ kind: 'message', value }))}
      <maia-creation-progress tabindex="-1" .page=${this.page} .shown=${this.shown}></maia-creation-progress>`;
  }

  #renderPlan(): TemplateResult {
    const { plan, planFailure } = this.shown.state;
    if (planFailure !== undefined) {
      const planAgain = () => {
        void this.page.do('checkAgain', undefined);
      };
      return renderNotice('error', planFailure, renderButton(texts.getRetry(), planAgain));
    }
    if (plan === undefined) {
      return html`<p class="with-icon" role="status">
        ${renderIcon('loading')}<span>${texts.getPlanningText()}</span>
      </p>`;
    }
    return plan.files.length === 0 ? renderNotice('info', texts.getNothingToCommit()) : this.#renderFiles(plan);
  }

  #renderFiles({ files, target }: CreationPlan): TemplateResult {
    const { repository, branch, authorization } = this.shown.state;
    const author = authorization.kind === 'authorized' ? authorization.label : undefined;
    const text = texts.toTargetText(repository?.name ?? target.slug, branch, files.length, author);
    return html`<p>${text}</p>
      <ul class="files">
        ${files.map((file) => this.#renderFile(file))}
      </ul>`;
  }

  #renderFile({ path, before }: PlannedFile): TemplateResult {
    const isNew = before === undefined;
    const show = () => {
      void this.page.do('showDiff', path);
    };
    return html`<li class="file">
      ${renderIcon(isNew ? 'diffAdded' : 'diffModified', isNew ? 'passed' : 'warning')}
      <span class="file-path">${path}</span>
      <span class="badge">${texts.toFileMark(isNew)}</span>
      <button type="button" class="button link" aria-label=${texts.toShowChangesLabel(path)} @click=${show}>
        ${texts.getShowChanges()}
      </button>
    </li>`;
  }

  #renderText(
    field: string,
    label: string,
    value: string,
    rows: number,
    toEvent: (text: string) => PersonEvent,
  ): TemplateResult {
    return html`<maia-text-field
      .page=${this.page}
      .shown=${this.shown}
      .field=${field}
      .label=${label}
      .hint=${field === 'branch' ? texts.getBranchHint() : texts.getMessageHint()}
      .value=${value}
      .rows=${rows}
      .isLocked=${this.shown.state.creation.isRunning}
      .toEvent=${toEvent}
    ></maia-text-field>`;
  }
}
