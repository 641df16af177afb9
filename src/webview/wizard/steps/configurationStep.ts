import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageElement } from '../pageElement';
import { renderCardGroup } from '../parts/cardGroup';
import { renderNotice, renderPageButton } from '../parts/notice';
import * as texts from '../texts/choiceTexts';
import { findProblemText } from '../texts/problemTexts';

/** Maia managed, or a repository of one's own. */
@customElement('maia-configuration-step')
export class ConfigurationStep extends PageElement {
  protected override render(): TemplateResult {
    const { configuration } = this.shown.state;
    return html`${renderCardGroup({
      field: 'configuration',
      legend: texts.getConfigurationLegend(),
      cards: [
        { value: 'advanced', icon: 'repo', ...texts.getConfigurationTexts('advanced') },
        { value: 'maiaManaged', icon: 'cloud', ...texts.getConfigurationTexts('maiaManaged') },
      ],
      value: configuration,
      problem: findProblemText(this.shown, 'configuration'),
      onChoose: (value) => {
        void this.page.send({ kind: 'configuration', value });
      },
    })}
    ${configuration === 'maiaManaged' ? this.#renderElsewhere() : nothing}`;
  }

  #renderElsewhere(): TemplateResult {
    const open = () => {
      void this.page.do('openPage', 'maia');
    };
    return renderNotice('info', texts.getMaiaManagedNote(), renderPageButton(texts.getOpenMaia(), open, 'secondary'));
  }
}
