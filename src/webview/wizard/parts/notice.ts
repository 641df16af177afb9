import { html, nothing, type TemplateResult } from 'lit';
import { renderIcon } from '../icons';

/** A sentence in a frame, with what can be done about it. An error is announced at once. */
export function renderNotice(
  kind: 'info' | 'warning' | 'error',
  text: string | TemplateResult,
  actions: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const tone = { info: 'quiet', warning: 'warning', error: 'failed' } as const;
  return html`<div class="notice ${kind}" role=${kind === 'error' ? 'alert' : nothing}>
    ${renderIcon(kind, tone[kind])}
    <div class="notice-text">${text}</div>
    ${actions === nothing ? nothing : html`<div class="notice-actions">${actions}</div>`}
  </div>`;
}

/** How much a button stands out; a step or a notice has one primary at most. */
export type ButtonKind = 'primary' | 'secondary' | 'link';

/** A button as the editor's own. */
export function renderButton(
  label: string,
  onClick: (event: MouseEvent) => void,
  kind: ButtonKind = 'secondary',
): TemplateResult {
  return html`<button type="button" class="button ${kind}" @click=${onClick}>${label}</button>`;
}

/** A button that leaves the editor for a page in the browser. */
export function renderPageButton(label: string, onClick: () => void, kind: ButtonKind = 'link'): TemplateResult {
  return html`<button type="button" class="button ${kind}" @click=${onClick}>
    <span>${label}</span>${renderIcon('linkExternal')}
  </button>`;
}
