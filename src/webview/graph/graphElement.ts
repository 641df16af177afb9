import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { GraphCanvas } from './graphCanvas';
import './graphCanvas';
import { renderIcon, renderIconButton, type PageIconName } from './icons';
import { PageElement } from './pageElement';
import { paintPng } from './paintPng';
import './parts/componentList';
import { renderLegend } from './parts/legend';
import type { SearchBox } from './parts/searchBox';
import './parts/searchBox';
import * as texts from './texts/pageTexts';

/** The whole page: the tools, the drawing, and the same in words. */
@customElement('maia-graph')
export class GraphElement extends PageElement {
  @query('maia-graph-canvas') private readonly canvas!: GraphCanvas | null;
  @query('maia-search-box') private readonly searchBox!: SearchBox;
  @state() private hasList = false;
  @state() private hasLegend = false;
  /** The list is there without being asked for, for whoever has a screen reader. */
  readonly #bodyWatch = new MutationObserver(() => {
    this.#readBody();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.page.addEventListener('change', this.#change);
    this.#bodyWatch.observe(document.body, { attributeFilter: ['class'] });
    this.#readBody();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.page.removeEventListener('change', this.#change);
    this.#bodyWatch.disconnect();
  }

  protected override render(): TemplateResult {
    const { shown, announcement } = this.page;
    const isEmpty = shown.graph.nodes.length === 0;
    return html`<h1 class="visually-hidden">${shown.title}</h1>
      ${this.#renderTools()} ${this.#renderNotices()}
      <main class=${this.hasList ? 'with-list' : ''}>
        ${
          isEmpty
            ? this.#renderEmpty()
            : html`<maia-graph-canvas .page=${this.page} .wantsSearch=${this.#search}></maia-graph-canvas>`
        }
        ${this.hasLegend && !isEmpty ? renderLegend(shown.graph) : nothing}
        ${
          this.hasList && !isEmpty
            ? html`<maia-component-list .page=${this.page} .wantsCentre=${this.#centre}></maia-component-list>`
            : nothing
        }
      </main>
      <div class="visually-hidden" role="status" aria-live="polite">${announcement}</div>`;
  }

  #renderTools(): TemplateResult {
    const { mode, isPinned } = this.page.shown;
    return html`<header class="tools" role="toolbar" aria-label=${this.page.shown.title}>
      <maia-search-box
        .page=${this.page}
        .wantsCentre=${this.#centre}
        .wantsCanvas=${() => this.canvas?.focus()}
      ></maia-search-box>
      <span class="spring"></span>
      ${renderIconButton('zoomOut', texts.getZoomOut(), () => this.canvas?.zoom(-1))}
      ${renderIconButton('zoomIn', texts.getZoomIn(), () => this.canvas?.zoom(1))}
      ${renderIconButton('screenFull', texts.getFit(), () => this.canvas?.fit())}
      <span class="gap"></span>
      ${renderIconButton('listTree', texts.getShowList(), this.#toggleList, this.hasList)}
      ${renderIconButton('question', texts.getShowLegend(), this.#toggleLegend, this.hasLegend)}
      <span class="gap"></span>
      ${renderIconButton('exportIcon', texts.getExportSvg(), () => void this.page.do('exportSvg', undefined))}
      ${renderIconButton('fileMedia', texts.getExportPng(), () => void this.#exportPng())}
      ${
        mode === 'diff'
          ? nothing
          : renderIconButton(
              isPinned ? 'pinned' : 'pin',
              isPinned ? texts.getUnpin() : texts.getPin(),
              () => void this.page.do('pin', !isPinned),
              isPinned,
            )
      }
    </header>`;
  }

  #renderNotices(): TemplateResult {
    const { shown, failure } = this.page;
    const warnings = [shown.trouble, texts.toReadingText(shown.graph)].filter((it) => it !== undefined);
    return html`<div class="notices" role="alert">
      ${warnings.map((it) => this.#renderNotice('warning', it))}
      ${
        failure === undefined
          ? nothing
          : html`<div class="notice error">
              ${renderIcon('error')}<span>${failure}</span>
              ${renderIconButton('close', texts.getDismiss(), () => {
                this.page.dismissFailure();
              })}
            </div>`
      }
    </div>`;
  }

  #renderNotice(icon: PageIconName, text: string): TemplateResult {
    return html`<div class="notice">${renderIcon(icon)}<span>${text}</span></div>`;
  }

  #renderEmpty(): TemplateResult {
    const { trouble, graph } = this.page.shown;
    if (trouble !== undefined || graph.reading === 'tooLong' || graph.reading === 'tooDeep') return html`${nothing}`;
    return html`<div class="empty">
      <h2>${texts.getEmptyHeading()}</h2>
      <p>${texts.getEmptyText()}</p>
    </div>`;
  }

  async #exportPng(): Promise<void> {
    const theme = document.body.classList.contains('vscode-light') ? 'light' : 'dark';
    const isLight = theme === 'light' || document.body.classList.contains('vscode-high-contrast-light');
    const { answer } = await this.page.ask('drawPicture', isLight ? 'light' : 'dark');
    if (answer !== undefined) await this.page.do('savePng', await paintPng(answer));
  }

  #readBody(): void {
    if (document.body.classList.contains('vscode-using-screen-reader')) this.hasList = true;
  }

  readonly #search = (): void => {
    this.searchBox.focus();
  };

  readonly #centre = (id: string): void => {
    this.canvas?.centre(id);
  };

  readonly #toggleList = (): void => {
    this.hasList = !this.hasList;
  };

  readonly #toggleLegend = (): void => {
    this.hasLegend = !this.hasLegend;
  };

  readonly #change = (event: Event): void => {
    if (event instanceof CustomEvent && (event.detail === 'graph' || event.detail === 'words')) this.requestUpdate();
  };
}
