import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import * as l10n from '@vscode/l10n';
import { emptyPreparation, preparedFields, type PreparedField, type Preparation } from '../../../projects/preparation';
import type { PersonEvent } from '../../../wizard/wizardEvent';
import { PageElement } from '../pageElement';
import { renderCardGroup } from '../parts/cardGroup';
import { renderHint, toDescription, toFieldId } from '../parts/fieldParts';
import { renderNotice } from '../parts/notice';
import '../parts/textField';
import { findFieldHint, getFieldLabel, getPlatformName, getSectionTitle } from '../texts/fieldTexts';
import { findProblemText } from '../texts/problemTexts';

type TextOfPreparation = 'environmentName' | 'runner' | 'defaultAccess';

/** What is kept is in the words of Maia's pages, which are English; what is shown is in the person's. */
interface Choice {
  readonly value: string;
  readonly label: string;
}

const credentialFields: readonly string[] = [
  ...['account', 'credentialsType', 'username', 'secretName'],
  ...['workspaceUrl', 'compute', 'host', 'port', 'useSsl'],
];

/** What Maia asks after the repository; everything may stay empty. */
@customElement('maia-prepare-step')
export class PrepareStep extends PageElement {
  /** Fields that were typed and that the host may not know yet: each message carries all of them. */
  #typed: Partial<Record<PreparedField, string>> = {};

  protected override render(): TemplateResult {
    const { preparation = emptyPreparation, details } = this.shown.state;
    const fields: readonly PreparedField[] = preparedFields[details.dataPlatform];
    const isHybrid = preparation.deployment === 'hybrid';
    return html`${this.#renderDeployment(preparation)}
      <h2>${getSectionTitle('environment')}</h2>
      ${this.#renderText('environmentName', preparation)}
      ${isHybrid ? this.#renderText('runner', preparation) : nothing} ${this.#renderText('defaultAccess', preparation)}
      <h2>${l10n.t('Connection to {0}', getPlatformName(details.dataPlatform))}</h2>
      ${fields.filter((it) => credentialFields.includes(it)).map((it) => this.#renderField(it, preparation))}
      ${isHybrid ? nothing : renderNotice('info', getFullSaasNote())}
      <h2>${getSectionTitle('defaults')}</h2>
      ${fields.filter((it) => !credentialFields.includes(it)).map((it) => this.#renderField(it, preparation))}`;
  }

  #renderDeployment({ deployment }: Preparation): TemplateResult {
    return renderCardGroup({
      field: 'deployment',
      legend: getFieldLabel('deployment'),
      cards: [
        { value: 'full', icon: 'cloud', title: 'Full SaaS', text: l10n.t('Maia runs the pipelines.') },
        { value: 'hybrid', icon: 'lock', title: 'Hybrid SaaS', text: l10n.t('A runner in your own cloud runs them.') },
      ],
      value: deployment,
      problem: findProblemText(this.shown, 'deployment'),
      onChoose: (value) => {
        void this.page.send({ kind: 'preparation', change: { deployment: value } });
      },
    });
  }

  #renderText(field: TextOfPreparation, preparation: Preparation): TemplateResult {
    return this.#renderTextField(field, preparation[field], (text) => ({
      kind: 'preparation',
      change: { [field]: text },
    }));
  }

  #renderField(field: PreparedField, { fields }: Preparation): TemplateResult {
    if (field === 'credentialsType') return this.#renderChoice(field, fields, listCredentialsTypes());
    if (field === 'useSsl') return this.#renderChoice(field, fields, listAnswers());
    return this.#renderTextField(field, fields[field] ?? '', (text) => this.#toFieldEvent(field, text));
  }

  #renderTextField(
    field: PreparedField | TextOfPreparation,
    value: string,
    toEvent: (text: string) => PersonEvent,
  ): TemplateResult {
    return html`<maia-text-field
      .page=${this.page}
      .shown=${this.shown}
      .field=${field}
      .label=${getFieldLabel(field)}
      .hint=${findFieldHint(field)}
      .value=${value}
      .toEvent=${toEvent}
    ></maia-text-field>`;
  }

  #renderChoice(field: PreparedField, fields: Preparation['fields'], choices: readonly Choice[]): TemplateResult {
    const id = toFieldId(field);
    const hint = findFieldHint(field);
    const value = fields[field] ?? '';
    const choose = ({ target }: Event) => {
      void this.page.send(this.#toFieldEvent(field, (target as HTMLSelectElement).value));
    };
    return html`<div class="field">
      <label for=${id}>${getFieldLabel(field)}</label>
      ${renderHint(field, hint)}
      <select id=${id} aria-describedby=${toDescription(field, hint, undefined)} @change=${choose}>
        <option value="" ?selected=${value === ''}>${l10n.t('Decide later')}</option>
        ${choices.map((it) => html`<option value=${it.value} ?selected=${it.value === value}>${it.label}</option>`)}
      </select>
    </div>`;
  }

  #toFieldEvent(field: PreparedField, text: string): PersonEvent {
    this.#typed = { ...this.#typed, [field]: text };
    return { kind: 'preparation', change: { fields: { ...this.shown.state.preparation?.fields, ...this.#typed } } };
  }
}

function listCredentialsTypes(): readonly Choice[] {
  return [
    { value: 'Username and password', label: l10n.t('Username and password') },
    { value: 'Key pair', label: l10n.t('Key pair') },
  ];
}

function listAnswers(): readonly Choice[] {
  return [
    { value: 'Yes', label: l10n.t('Yes') },
    { value: 'No', label: l10n.t('No') },
  ];
}

function getFullSaasNote(): string {
  return l10n.t('With Full SaaS, Maia stores the secret. You enter it there; it is never asked for here.');
}
