import { drawGraph, findBounds } from './drawGraph';
import type { Graph } from './graphModel';
import { graphStyles } from './graphStyles';
import type { GraphWords } from './graphWords';
import { svg, toSvgText } from './svgElement';

const margin = 24;

/** Colours that can be read on their own ground, for bright and for dark surroundings. */
const palettes = {
  light: {
    background: '#ffffff',
    foreground: '#1f2328',
    quiet: '#57606a',
    box: '#ffffff',
    border: '#8c959f',
    accent: '#0a5cad',
    line: '#57606a',
    success: '#1a7f37',
    failure: '#c42b2b',
    true: '#0a5cad',
    false: '#9a5a00',
    frame: '#7a3fc0',
    error: '#c42b2b',
    warning: '#9a6700',
    hint: '#0a5cad',
    added: '#1a7f37',
    removed: '#c42b2b',
    changed: '#9a6700',
  },
  dark: {
    background: '#1f1f1f',
    foreground: '#e6e6e6',
    quiet: '#a8a8a8',
    box: '#2b2b2b',
    border: '#6e7681',
    accent: '#6cb6ff',
    line: '#b0b0b0',
    success: '#5fd07f',
    failure: '#ff8080',
    true: '#6cb6ff',
    false: '#f0b45a',
    frame: '#c39bff',
    error: '#ff8080',
    warning: '#e6c34d',
    hint: '#6cb6ff',
    added: '#5fd07f',
    removed: '#ff8080',
    changed: '#e6c34d',
  },
} as const;

/** Which surroundings a picture is for; `both` follows whoever looks at it. */
export type PictureTheme = keyof typeof palettes | 'both';

/** A picture that needs nothing but itself. */
export function exportSvg(graph: Graph, title: string, words: GraphWords, theme: PictureTheme = 'both'): string {
  const { x, y, width, height } = findBounds(graph);
  const box = { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
  const drawing = svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`,
      width: Math.round(box.width),
      height: Math.round(box.height),
      role: 'img',
      'font-family': 'system-ui, -apple-system, "Segoe UI", Ubuntu, sans-serif',
    },
    svg('title', {}, title),
    svg('style', {}, `${toColours(theme)}${graphStyles}`),
    svg('rect', { ...box, fill: 'var(--graph-background)' }),
    drawGraph(graph, words),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toSvgText(drawing)}\n`;
}

function toColours(theme: PictureTheme): string {
  if (theme !== 'both') return toRule(theme);
  return `${toRule('light')}@media (prefers-color-scheme: dark) { ${toRule('dark')} }\n`;
}

function toRule(theme: keyof typeof palettes): string {
  const colours = Object.entries(palettes[theme]).map(([name, colour]) => `--graph-${name}: ${colour};`);
  return `svg { ${colours.join(' ')} }\n`;
}
