import * as l10n from '@vscode/l10n';
import type { HostMessage, PageStart, WizardRequests } from '../../wizard/protocol';
import { HostConnection } from '../hostConnection';
import pageStyles from '../page.css';
import { Journal, type JournalStorage } from './journal';
import { PageModel, type HostNews } from './pageModel';
import { WizardElement } from './wizardElement';
import styles from './wizard.css';

/** Given by the editor to every page. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  setState(state: { readonly id: string }): void;
};

const start = JSON.parse(document.getElementById('start')?.textContent ?? '') as PageStart;
if (start.bundle !== undefined) l10n.config({ contents: { ...start.bundle } });

const editor = acquireVsCodeApi();
editor.setState({ id: start.id });
const connection = new HostConnection<WizardRequests>((request) => {
  editor.postMessage(request);
});
const page = new PageModel(connection, start, new Journal(start.id, findStorage()));
window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
  const news = connection.receive<HostNews>(data);
  if (news !== undefined) page.accept(news);
});

// The page is one file: its script brings the styles, which its policy lets in this way only.
const sheet = new CSSStyleSheet();
sheet.replaceSync(pageStyles + styles);
document.adoptedStyleSheets.push(sheet);

const wizard = new WizardElement();
wizard.page = page;
wizard.shown = page.shown;
document.documentElement.lang = start.language;
document.getElementById('wizard')?.append(wizard);
// A reload or a closed tab ends the page, perhaps in the middle of a word.
window.addEventListener('pagehide', () => void page.flush());
void page.do('ready', undefined);

/** A browser that keeps nothing for pages in frames throws instead. */
function findStorage(): JournalStorage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
