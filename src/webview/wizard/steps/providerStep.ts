import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { gitProviders, type GitProvider } from '../../../wizard/wizardState';
import type { IconName } from '../icons';
import { renderIcon } from '../icons';
import { PageElement } from '../pageElement';
import { type Card, renderCardGroup } from '../parts/cardGroup';
import '../parts/menuButton';
import { renderNotice, renderPageButton } from '../parts/notice';
import * as texts from '../texts/choiceTexts';
import { getProviderName } from '../texts/fieldTexts';
import { findProblemText } from '../texts/problemTexts';

const icons: Readonly<Record<GitProvider, IconName>> = {
  bitbucket: 'repo',
  github: 'github',
  gitlab: 'gitlab',
  azureDevOps: 'azureDevOps',
  maia: 'cloud',
};

/** Bitbucket with the state of its authorization, and the providers that go on in Maia. */
@customElement('maia-provider-step')
export class ProviderStep extends PageElement {
  protected override render(): TemplateResult {
    const { provider } = this.shown.state;
    return html`${renderCardGroup({
      field: 'provider',
      legend: texts.getProviderLegend(),
      cards: gitProviders.map((it) => this.#toCard(it)),
      value: provider,
      problem: findProblemText(this.shown, 'provider'),
      onChoose: (value) => {
        void this.page.send({ kind: 'provider', value });
      },
    })}
    ${provider === 'bitbucket' ? this.#renderEditions() : this.#renderElsewhere(provider)}`;
  }

  #toCard(value: GitProvider): Card<GitProvider> {
    const card = { value, icon: icons[value], title: getProviderName(value), text: texts.getProviderText(value) };
    return value === 'bitbucket' ? { ...card, badge: this.#renderState(), control: this.#renderMenu() } : card;
  }

  #renderState(): TemplateResult {
    const { authorization } = this.shown.state;
    const mark = authorization.kind === 'authorized' ? renderIcon('passFilled', 'passed') : '';
    return html`<span class="badge">${mark}${texts.toAuthorizationText(authorization)}</span>`;
  }

  #renderMenu(): TemplateResult {
    const items = [
      {
        label: texts.getReauthorize(),
        run: () => {
          void this.page.do('reauthorize', undefined);
        },
      },
      {
        label: texts.getUseAnotherAccount(),
        run: () => {
          void this.page.do('useAnotherAccount', undefined);
        },
      },
    ];
    return html`<maia-menu-button
      .page=${this.page}
      .shown=${this.shown}
      .label=${texts.getProviderMenuLabel()}
      .items=${items}
    ></maia-menu-button>`;
  }

  #renderEditions(): TemplateResult {
    const open = () => {
      void this.page.do('openPage', 'editions');
    };
    return renderNotice('info', texts.getEditionsNote(), renderPageButton(texts.getEditionsLink(), open));
  }

  #renderElsewhere(provider: GitProvider): TemplateResult {
    const isMaia = provider === 'maia';
    const open = () => {
      void this.page.do('openPage', isMaia ? 'maia' : 'gitProviders');
    };
    const label = isMaia ? texts.getOpenMaia() : texts.getLearnHow();
    const text = texts.toElsewhereText(provider, getProviderName(provider));
    return renderNotice('info', text, renderPageButton(label, open, 'secondary'));
  }
}
