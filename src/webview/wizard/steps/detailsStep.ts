import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { dataPlatforms } from '../../../projects/project';
import type { PersonEvent } from '../../../wizard/wizardEvent';
import { PageElement } from '../pageElement';
import { renderCardGroup } from '../parts/cardGroup';
import '../parts/textField';
import { findFieldHint, getFieldLabel, getPlatformName } from '../texts/fieldTexts';
import { findProblemText } from '../texts/problemTexts';

/** Name, description and data platform. */
@customElement('maia-details-step')
export class DetailsStep extends PageElement {
  protected override render(): TemplateResult {
    const { details } = this.shown.state;
    return html`${this.#renderText('name', details.name, 1)} ${this.#renderText('description', details.description, 3)}
    ${renderCardGroup({
      field: 'dataPlatform',
      legend: getFieldLabel('dataPlatform'),
      hint: findFieldHint('dataPlatform'),
      isCompact: true,
      cards: dataPlatforms.map((value) => ({ value, icon: 'database', title: getPlatformName(value) })),
      value: details.dataPlatform,
      problem: findProblemText(this.shown, 'dataPlatform'),
      onChoose: (dataPlatform) => {
        void this.page.send({ kind: 'details', change: { dataPlatform } });
      },
    })}`;
  }

  #renderText(field: 'name' | 'description', value: string, rows: number): TemplateResult {
    const toEvent = (text: string): PersonEvent => ({ kind: 'details', change: { [field]: text } });
    return html`<maia-text-field
      .page=${this.page}
      .shown=${this.shown}
      .field=${field}
      .label=${getFieldLabel(field)}
      .hint=${findFieldHint(field)}
      .value=${value}
      .rows=${rows}
      .toEvent=${toEvent}
    ></maia-text-field>`;
  }
}
