import { html, nothing, type TemplateResult } from 'lit';
import { renderIcon } from '../icons';

/** Id of the control of a field; problems lead there. */
export function toFieldId(field: string): string {
  return `field-${field}`;
}

/** Ids that describe a control, for `aria-describedby`; `nothing` without any. */
export function toDescription(field: string, hint: string | undefined, problem: string | undefined) {
  const ids = [
    ...(hint === undefined ? [] : [`${toFieldId(field)}-hint`]),
    ...(problem === undefined ? [] : [`${toFieldId(field)}-problem`]),
  ];
  return ids.length === 0 ? nothing : ids.join(' ');
}

export function renderHint(field: string, hint: string | undefined): TemplateResult | typeof nothing {
  return hint === undefined ? nothing : html`<p class="hint" id="${toFieldId(field)}-hint">${hint}</p>`;
}

/** The place of a field's problem is always there, so that screen readers notice when it is filled. */
export function renderProblem(field: string, problem: string | undefined): TemplateResult {
  return html`<div class="problem-place" aria-live="polite">
    ${
      problem === undefined
        ? nothing
        : html`<p class="problem" id="${toFieldId(field)}-problem">
            ${renderIcon('error', 'failed')}<span>${problem}</span>
          </p>`
    }
  </div>`;
}
