import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { creationSteps, type Creation, type CreationFailure, type CreationStep } from '../../../projects/creation';
import { type IconName, renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import { getReauthorize } from '../texts/choiceTexts';
import * as texts from '../texts/reviewTexts';
import { toFieldId } from './fieldParts';
import { type ButtonKind, renderButton, renderNotice } from './notice';

/** Taken when the branch itself takes no commits; anyone may change it. */
const offeredBranch = 'maia-project';

/** How far *Commit and continue* got, and what to do where it stopped. */
@customElement('maia-creation-progress')
export class CreationProgress extends PageElement {
  #seen: CreationFailure | undefined;

  protected override render(): TemplateResult {
    const { creation } = this.shown.state;
    if (creation.step === undefined) return html`${nothing}`;
    return html`<ol class="progress" tabindex="-1" aria-live="polite">
        ${creationSteps.map((step) => this.#renderStep(step, creation))}
      </ol>
      ${creation.failure === undefined ? nothing : this.#renderFailure(creation.failure)}`;
  }

  protected override updated(): void {
    // The keyboard comes here with *Commit*, before there is a list.
    if (document.activeElement === this) this.querySelector<HTMLElement>('.progress')?.focus();
    const { failure } = this.shown.state.creation;
    const isNew = failure !== undefined && failure !== this.#seen;
    this.#seen = failure;
    if (isNew) this.querySelector('.notice')?.scrollIntoView({ block: 'nearest' });
  }

  #renderStep(step: CreationStep, creation: Creation): TemplateResult {
    const icon = findIcon(step, creation);
    const tone = icon === 'passFilled' ? 'passed' : icon === 'error' ? 'failed' : 'quiet';
    const isCurrent = step === creation.step;
    return html`<li class="with-icon ${icon === 'circle' ? 'quiet' : ''}" aria-current=${isCurrent ? 'step' : nothing}>
      ${renderIcon(icon, tone)}<span>${texts.getCreationStepText(step)}</span>
    </li>`;
  }

  #renderFailure({ step, kind, reason }: CreationFailure): TemplateResult {
    return renderNotice('error', texts.toFailureText(step, reason), this.#renderRemedies(kind));
  }

  /** What helps comes first and stands out; trying the same once more is the way only where nothing else has to change. */
  #renderRemedies(kind: CreationFailure['kind']): TemplateResult | typeof nothing {
    const retry = (look: ButtonKind) => renderButton(texts.getRetry(), this.#retry, look);
    switch (kind) {
      case 'protected':
        return html`${renderButton(texts.getUseAnotherBranch(), this.#useAnotherBranch, 'primary')}
        ${retry('secondary')}`;
      case 'signedOut':
        return html`${renderButton(getReauthorize(), this.#reauthorize, 'primary')} ${retry('secondary')}`;
      case 'changed':
        return renderButton(texts.getLookAgain(), this.#lookAgain, 'primary');
      case 'invalid':
        return nothing;
      case 'unreachable':
      case 'limited':
      case 'refused':
        return html`${retry('primary')}`;
    }
  }

  readonly #retry = (): void => {
    void this.page.do('create', undefined);
  };

  readonly #reauthorize = (): void => {
    void this.page.do('reauthorize', undefined);
  };

  readonly #lookAgain = (): void => {
    void this.page.do('checkAgain', undefined);
  };

  readonly #useAnotherBranch = (): void => {
    void this.page.send({ kind: 'branch', value: offeredBranch });
    document.getElementById(toFieldId('branch'))?.focus();
  };
}

function findIcon(step: CreationStep, creation: Creation): IconName {
  const { step: current, isRunning, failure } = creation;
  const distance = creationSteps.indexOf(step) - (current === undefined ? -1 : creationSteps.indexOf(current));
  if (distance < 0) return 'passFilled';
  if (distance > 0) return 'circle';
  if (failure !== undefined) return 'error';
  if (isRunning) return 'loading';
  return isKnownDone(step, creation) ? 'passFilled' : 'circle';
}

/** Where the editor went away in the middle, the step that it was at is done only if there is the commit to show for it. */
function isKnownDone(step: CreationStep, { commit }: Creation): boolean {
  return commit !== undefined && (step === 'commit' || step === 'verify');
}
