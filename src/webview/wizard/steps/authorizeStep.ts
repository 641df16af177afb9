import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WizardRequests } from '../../../wizard/protocol';
import type { Authorization } from '../../../wizard/wizardState';
import { type IconName, renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import { renderProblem } from '../parts/fieldParts';
import { renderButton, renderNotice } from '../parts/notice';
import * as texts from '../texts/choiceTexts';
import { findProblemText } from '../texts/problemTexts';

const permissionIcons: readonly IconName[] = ['account', 'repo'];

/** What Bitbucket will ask for, and the ways to let it. */
@customElement('maia-authorize-step')
export class AuthorizeStep extends PageElement {
  protected override render(): TemplateResult {
    return html`<h2>${texts.getPermissionsTitle()}</h2>
      <ul class="permissions">
        ${texts.listPermissionTexts().map(
          ({ title, text }, at) =>
            html`<li>
              ${renderIcon(permissionIcons[at] ?? 'lock')}
              <span><strong>${title}</strong><br /><span class="hint">${text}</span></span>
            </li>`,
        )}
      </ul>
      <p class="hint with-icon">${renderIcon('info', 'quiet')}<span>${texts.getMaiaAsksToo()}</span></p>
      <div id="field-authorization" tabindex="-1">${this.#renderState()}</div>
      ${renderProblem('authorization', findProblemText(this.shown, 'authorization'))}`;
  }

  #renderState(): TemplateResult {
    const { authorization } = this.shown.state;
    switch (authorization.kind) {
      case 'unknown':
        return html`<p class="with-icon" role="status">
          ${renderIcon('loading')}<span>${texts.getLookingText()}</span>
        </p>`;
      case 'waiting':
        return this.#renderWaiting();
      case 'authorized':
        return html`<p class="with-icon" role="status">
          ${renderIcon('passFilled', 'passed')}<span>${texts.toAuthorizedText(authorization.label)}</span>
        </p>`;
      case 'none':
        return this.#renderWays(authorization);
    }
  }

  #renderWaiting(): TemplateResult {
    const cancel = () => {
      void this.page.do('cancelSignIn', undefined);
    };
    return html`<p class="with-icon" role="status">${renderIcon('loading')}<span>${texts.getWaitingText()}</span></p>
      <div class="buttons">${renderButton(texts.getCancel(), cancel)} ${this.#renderWay('anotherWay', 'link')}</div>`;
  }

  #renderWays({
    canSignIn,
    failure,
    gone,
    hasOthers,
  }: Extract<Authorization, { readonly kind: 'none' }>): TemplateResult {
    const useAnother = () => {
      void this.page.do('useAnotherAccount', undefined);
    };
    return html`${failure === undefined ? nothing : renderNotice('error', failure)}
      ${gone === undefined ? nothing : renderNotice('warning', texts.toGoneText(gone.label))}
      ${canSignIn ? nothing : renderNotice('warning', texts.getCannotSignIn())}
      <div class="buttons">
        ${canSignIn ? this.#renderWay('default', 'primary') : this.#renderWay('pasteConsumer', 'primary')}
        ${canSignIn ? this.#renderWay('anotherWay', 'secondary') : nothing} ${this.#renderWay('apiToken', 'secondary')}
        ${hasOthers === true ? renderButton(texts.getUseAnotherAccount(), useAnother) : nothing}
      </div>`;
  }

  #renderWay(how: WizardRequests['signIn'][0], kind: 'primary' | 'secondary' | 'link'): TemplateResult {
    const labels = {
      default: texts.getAuthorize,
      anotherWay: texts.getAnotherWay,
      apiToken: texts.getUseApiToken,
      pasteConsumer: texts.getPasteConsumer,
    };
    const signIn = () => {
      void this.page.do('signIn', how);
    };
    return renderButton(labels[how](), signIn, kind);
  }
}
