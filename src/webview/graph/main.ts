import * as l10n from '@vscode/l10n';
import { graphStyles } from '../../graph/graphStyles';
import type { GraphHostMessage, GraphPageStart, GraphRequests, KeptGraph } from '../../graph/protocol';
import { HostConnection } from '../hostConnection';
import pageStyles from '../page.css';
import { GraphElement } from './graphElement';
import { GraphPageModel, type GraphNews } from './graphPageModel';
import styles from './graph.css';

/** Given by the editor to every page. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  setState(state: KeptGraph | undefined): void;
};

const start = JSON.parse(document.getElementById('start')?.textContent ?? '') as GraphPageStart;
if (start.bundle !== undefined) l10n.config({ contents: { ...start.bundle } });

const editor = acquireVsCodeApi();
editor.setState(start.first.kept);
const connection = new HostConnection<GraphRequests>((request) => {
  editor.postMessage(request);
});
const page = new GraphPageModel(connection, start);
window.addEventListener('message', ({ data }: MessageEvent<GraphHostMessage>) => {
  const news = connection.receive<GraphNews>(data);
  if (news === undefined) return;
  page.accept(news);
  editor.setState(page.shown.kept);
});

// The page is one file: its script brings the styles, which its policy lets in this way only.
const sheet = new CSSStyleSheet();
sheet.replaceSync(pageStyles + styles + graphStyles);
document.adoptedStyleSheets.push(sheet);

const graph = new GraphElement();
graph.page = page;
document.documentElement.lang = start.language;
document.getElementById('graph')?.append(graph);
void page.do('ready', undefined);
