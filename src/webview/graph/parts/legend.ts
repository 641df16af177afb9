import { html, type TemplateResult } from 'lit';
import { drawEdge } from '../../../graph/drawEdge';
import type { EdgeKind, Graph } from '../../../graph/graphModel';
import { routeEdge } from '../../../graph/routeEdge';
import { createSvg, createSvgDom } from '../createSvgDom';
import { getWords } from '../texts/graphTexts';
import { getShowLegend } from '../texts/pageTexts';

const kinds: readonly EdgeKind[] = ['unconditional', 'success', 'failure', 'true', 'false', 'data', 'iteration'];
const box = { y: 0, width: 0, height: 20 };

/** What the lines mean, those that occur in the graph. */
export function renderLegend({ edges }: Graph): TemplateResult {
  const words = getWords();
  const shown = kinds.filter((kind) => edges.length === 0 || edges.some((edge) => edge.kind === kind));
  const changes = (['added', 'removed'] as const).filter((change) => edges.some((edge) => edge.change === change));
  return html`<section class="legend" aria-label=${getShowLegend()}>
    ${shown.map((kind) => html`<p>${drawSample(kind)}<span>${words.edges[kind]}</span></p>`)}
    ${changes.map((change) => html`<p>${drawSample('data', change)}<span>${words[change]}</span></p>`)}
  </section>`;
}

function drawSample(kind: EdgeKind, change?: 'added' | 'removed'): SVGElement {
  const sample = createSvg('svg');
  sample.setAttribute('width', '84');
  sample.setAttribute('height', '20');
  sample.setAttribute('aria-hidden', 'true');
  const route = routeEdge({ ...box, x: 2 }, { ...box, x: 82 }, 0, []);
  sample.append(createSvgDom(drawEdge({ kind, change }, route, getWords())));
  return sample;
}
