import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, renderIcon } from '../icons';
import { renderHint, renderProblem, toDescription, toFieldId } from './fieldParts';

/** One choice of a group. */
export interface Card<Value extends string> {
  readonly value: Value;
  readonly icon?: IconName;
  readonly title: string;
  readonly text?: string;
  /** A mark beside the title, as "Not authorized". */
  readonly badge?: TemplateResult;
  /** A control of the card that is no part of the choice. */
  readonly control?: TemplateResult;
}

/** A question with cards as answers: a group of radio buttons. */
export interface CardGroup<Value extends string> {
  readonly field: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly cards: readonly Card<Value>[];
  readonly value: Value | undefined;
  readonly problem?: string | undefined;
  /** Small cards stand side by side. */
  readonly isCompact?: boolean;
  readonly onChoose: (value: Value) => void;
}

export function renderCardGroup<Value extends string>(group: CardGroup<Value>): TemplateResult {
  const id = toFieldId(group.field);
  return html`<fieldset
    class="cards ${group.isCompact === true ? 'compact' : ''}"
    id=${id}
    tabindex="-1"
    aria-describedby=${toDescription(group.field, group.hint, group.problem)}
  >
    <legend>${group.legend}</legend>
    ${renderHint(group.field, group.hint)}
    <div class="card-list">${group.cards.map((card) => renderCard(card, group))}</div>
    ${renderProblem(group.field, group.problem)}
  </fieldset>`;
}

function renderCard<Value extends string>(card: Card<Value>, { field, value, onChoose }: CardGroup<Value>) {
  const id = `${toFieldId(field)}-${card.value}`;
  const choose = () => {
    onChoose(card.value);
  };
  return html`<div class="card ${card.value === value ? 'chosen' : ''}">
    <label for=${id}>
      <input
        type="radio"
        id=${id}
        name=${field}
        .checked=${card.value === value}
        aria-describedby=${card.text === undefined ? nothing : `${id}-text`}
        @change=${choose}
      />
      ${card.icon === undefined ? nothing : renderIcon(card.icon)}
      <span class="card-words">
        <span class="card-title">${card.title} ${card.badge ?? nothing}</span>
        ${card.text === undefined ? nothing : html`<span class="card-text" id="${id}-text">${card.text}</span>`}
      </span>
    </label>
    ${card.control ?? nothing}
  </div>`;
}
