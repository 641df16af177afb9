import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { GraphEdge, GraphNode } from '../../../graph/graphModel';
import { renderIcon, renderIconButton } from '../icons';
import { PageElement } from '../pageElement';
import * as texts from '../texts/graphTexts';
import { getDifferences, getGoToText, getShowList, toMoreText } from '../texts/pageTexts';

/** So many rows at once: a list of thousands is read by searching. */
const page = 100;

/** The same graph in words: every component with its connections, each a way to the other end. */
@customElement('maia-component-list')
export class ComponentList extends PageElement {
  @property({ attribute: false }) wantsCentre: (id: string) => void = () => undefined;
  @state() private count = page;
  readonly #words = texts.getWords();

  override connectedCallback(): void {
    super.connectedCallback();
    this.page.addEventListener('change', this.#change);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.page.removeEventListener('change', this.#change);
  }

  protected override render(): TemplateResult {
    const { graph, summary = [] } = this.page.shown;
    const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
    const outgoing = groupEdges(graph.edges, 'from');
    const incoming = groupEdges(graph.edges, 'to');
    const left = graph.nodes.length - this.count;
    return html`${
        summary.length === 0
          ? nothing
          : html`<h2>${getDifferences()}</h2>
              <ul class="summary">
                ${summary.map((it) => html`<li>${it}</li>`)}
              </ul>`
      }
      <h2 id="list-heading">${getShowList()}</h2>
      <ul class="rows" aria-labelledby="list-heading">
        ${repeat(
          graph.nodes.slice(0, this.count),
          ({ id }) => id,
          (node) => this.#renderRow(node, names, outgoing.get(node.id) ?? [], incoming.get(node.id) ?? []),
        )}
      </ul>
      ${left > 0 ? html`<button type="button" @click=${this.#more}>${toMoreText(Math.min(left, page))}</button>` : nothing}`;
  }

  #renderRow(
    node: GraphNode,
    names: ReadonlyMap<string, string>,
    outgoing: readonly GraphEdge[],
    incoming: readonly GraphEdge[],
  ): TemplateResult {
    const isSelected = node.id === this.page.selected;
    return html`<li class=${isSelected ? 'row selected' : 'row'}>
      <div class="row-head">
        <button
          type="button"
          class="row-name"
          data-row=${node.id}
          aria-current=${isSelected}
          @click=${() => {
            this.#choose(node.id);
          }}
        >
          ${texts.toNodeLabel(node, this.#words)}
        </button>
        ${
          this.page.shown.mode === 'diff'
            ? nothing
            : renderIconButton('goToFile', `${getGoToText()}: ${node.name}`, () => void this.page.reveal(node.id, true))
        }
      </div>
      ${(node.changes ?? []).map((it) => html`<p class="detail">${it}</p>`)}
      ${node.problems.map(
        ({ severity, message }) =>
          html`<p class="detail ${severity}">
            ${renderIcon(severity === 'hint' ? 'info' : severity)}<span>${this.#words[severity]}: ${message}</span>
          </p>`,
      )}
      ${this.#renderConnections(texts.getLeadsTo(), outgoing, 'to', names)}
      ${this.#renderConnections(texts.getComesFrom(), incoming, 'from', names)}
    </li>`;
  }

  #renderConnections(
    label: string,
    edges: readonly GraphEdge[],
    end: 'from' | 'to',
    names: ReadonlyMap<string, string>,
  ): TemplateResult | typeof nothing {
    if (edges.length === 0) return nothing;
    return html`<p class="detail">
      ${label}
      ${edges.map(
        (edge) =>
          html`<button
            type="button"
            class="link"
            @click=${() => {
              this.#follow(edge[end]);
            }}
          >
            ${texts.toConnectionText(edge, names.get(edge[end]) ?? '', this.#words)}
          </button> `,
      )}
    </p>`;
  }

  #choose(id: string): void {
    this.page.select(id);
    this.wantsCentre(id);
    void this.page.reveal(id, false);
  }

  /** The keyboard goes along: to the row of the other end. */
  #follow(id: string): void {
    const index = this.page.shown.graph.nodes.findIndex((node) => node.id === id);
    this.count = Math.max(this.count, index + 1);
    this.#choose(id);
    void this.updateComplete.then(() => {
      const rows = [...this.querySelectorAll<HTMLElement>('[data-row]')];
      rows.find((it) => it.dataset['row'] === id)?.focus();
    });
  }

  readonly #more = (): void => {
    this.count += page;
  };

  readonly #change = (event: Event): void => {
    if (event instanceof CustomEvent && event.detail !== 'words') this.requestUpdate();
  };
}

function groupEdges(edges: readonly GraphEdge[], end: 'from' | 'to'): ReadonlyMap<string, readonly GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) groups.set(edge[end], [...(groups.get(edge[end]) ?? []), edge]);
  return groups;
}
