import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronUp from '@vscode/codicons/src/icons/chevron-up.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import exportIcon from '@vscode/codicons/src/icons/export.svg';
import fileMedia from '@vscode/codicons/src/icons/file-media.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import listTree from '@vscode/codicons/src/icons/list-tree.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import pin from '@vscode/codicons/src/icons/pin.svg';
import pinned from '@vscode/codicons/src/icons/pinned.svg';
import screenFull from '@vscode/codicons/src/icons/screen-full.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import zoomIn from '@vscode/codicons/src/icons/zoom-in.svg';
import zoomOut from '@vscode/codicons/src/icons/zoom-out.svg';

const pictures = {
  chevronDown,
  chevronUp,
  close,
  error,
  exportIcon,
  fileMedia,
  goToFile,
  info,
  listTree,
  pin,
  pinned,
  question,
  screenFull,
  search,
  warning,
  zoomIn,
  zoomOut,
};
export type PageIconName = keyof typeof pictures;

/** One of the editor's own icons, in the colour of the text; hidden from screen readers, so words must say the same. */
export function renderIcon(name: PageIconName): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeHTML(pictures[name])}</span>`;
}

/** A button that is an icon, with its words for pointer and screen reader. */
export function renderIconButton(
  name: PageIconName,
  label: string,
  press: () => void,
  isPressed?: boolean,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-pressed=${ifDefined(isPressed)}
    @click=${press}
  >
    ${renderIcon(name)}
  </button>`;
}
