import type { Change, GraphNode, NodeProblem } from './graphModel';
import type { GraphWords } from './graphWords';
import { iconPaths, type IconName } from './iconPaths';

import { svg, type SvgElement } from './svgElement';
import { toTypeLabel } from './toTypeLabel';
import { wrapText } from './wrapText';

const textLeft = 44;
const nameSize = 12.5;
const typeSize = 10.5;
const changeIcons: Readonly<Record<Change, IconName>> = {
  added: 'diffAdded',
  removed: 'diffRemoved',
  changed: 'diffModified',
};
const severityIcons = { error: 'error', warning: 'warning', hint: 'info' } as const;

/** An icon with its upper left corner at a place. */
export function drawIcon(name: IconName, x: number, y: number, size: number, className: string): SvgElement {
  const transform = `translate(${x} ${y}) scale(${size / 16})`;
  return svg('path', { class: className, d: iconPaths[name], transform, 'fill-rule': 'evenodd' });
}

/** A component around its own origin: whoever shows it moves it to its place. */
export function drawNode(node: GraphNode, words: GraphWords): SvgElement {
  const { width, height, change, isSkipped } = node;
  const room = width - textLeft - 12;
  const name = wrapText(node.name, nameSize, room, 2);
  const type = wrapText(toTypeLabel(node.type), typeSize, room - (isSkipped ? 14 : 0), 1);
  const lines = [...name.map((text) => ({ text, size: nameSize })), ...type.map((text) => ({ text, size: typeSize }))];
  const top = height / 2 - (name.length * 15 + type.length * 13) / 2;
  return svg(
    'g',
    { class: toClass(node) },
    svg('title', {}, describe(node, words)),
    svg('rect', { class: 'box', width, height, rx: 6 }),
    svg(
      'g',
      { class: 'content' },
      drawIcon(node.icon, 13, height / 2 - 10, 20, 'kind-icon'),
      ...lines.map(({ text, size }, index) => {
        const y = top + Math.min(index, name.length) * 15 + Math.max(index - name.length, 0) * 13 + 11;
        return svg('text', { class: size === nameSize ? 'name' : 'type', x: textLeft, y }, text);
      }),
    ),
    ...(isSkipped ? [drawIcon('debugStepOver', width - 21, height - 20, 13, 'skip-mark')] : []),
    ...(change === undefined ? [] : [drawBadge(changeIcons[change], 0, `change-badge ${change}`)]),
    ...drawProblems(node.problems, width),
  );
}

/** The same from so far that nothing in it could be read: its box, which says whether it has problems. */
export function drawNodeAfar(node: GraphNode, words: GraphWords): SvgElement {
  const { width, height } = node;
  const worst = findWorst(node.problems);
  return svg(
    'g',
    { class: worst === undefined ? toClass(node) : `${toClass(node)} with-${worst}` },
    svg('title', {}, describe(node, words)),
    svg('rect', { class: 'box', width, height }),
  );
}

function toClass({ isSkipped, change }: GraphNode): string {
  return ['node', isSkipped ? 'skipped' : '', change ?? ''].filter((it) => it !== '').join(' ');
}

function drawProblems(problems: readonly NodeProblem[], x: number): readonly SvgElement[] {
  const worst = findWorst(problems);
  if (worst === undefined) return [];
  const count = problems.length > 99 ? '99+' : String(problems.length);
  if (problems.length < 2) return [drawBadge(severityIcons[worst], x, `problem-badge ${worst}`)];
  const width = 22 + count.length * 7;
  return [
    svg(
      'g',
      { class: `problem-badge ${worst}` },
      svg('rect', { class: 'badge', x: x + 10 - width, y: -10, width, height: 20, rx: 10 }),
      drawIcon(severityIcons[worst], x + 13 - width, -7, 14, 'badge-icon'),
      svg('text', { class: 'badge-count', x: x + 30 - width, y: 4 }, count),
    ),
  ];
}

function drawBadge(icon: IconName, x: number, className: string): SvgElement {
  return svg(
    'g',
    { class: className },
    svg('circle', { class: 'badge', cx: x, cy: 0, r: 10 }),
    drawIcon(icon, x - 7, -7, 14, 'badge-icon'),
  );
}

/** The severity to show for several problems. */
function findWorst(problems: readonly NodeProblem[]): NodeProblem['severity'] | undefined {
  const has = (severity: NodeProblem['severity']) => problems.some((it) => it.severity === severity);
  return (['error', 'warning', 'hint'] as const).find(has);
}

/** What the pointer is told: everything that the box has no room for. */
function describe({ name, type, isSkipped, change, changes, problems }: GraphNode, words: GraphWords): string {
  const head = type === '' ? name : `${name}\n${toTypeLabel(type)}`;
  const marks = [...(isSkipped ? [words.skipped] : []), ...(change === undefined ? [] : [words[change]])];
  const shown = problems.slice(0, 12).map(({ severity, message }) => `${words[severity]}: ${message}`);
  return [head, ...marks, ...(changes ?? []), ...shown].join('\n');
}
