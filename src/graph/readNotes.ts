import type { Design } from '../pipelines/pipelineDocument';
import { toDrawing, toDrawnSize } from './drawingScale';
import { noteThemes, type GraphNote } from './graphModel';

const usualSize = { width: 240, height: 120 };
const largestSide = 4000;
const mostNotes = 300;
const mostLines = 60;

/** The notes that have a place; their Markdown as lines of plain text. */
export function readNotes({ notes }: Design): readonly GraphNote[] {
  return notes.slice(0, mostNotes).flatMap(({ id, position, size, theme, content }, index) => {
    const place = position && toDrawing(position);
    if (place === undefined) return [];
    const { width, height } = toDrawnSize(size ?? usualSize);
    return {
      id: `${index}:${id.text}`,
      ...place,
      width: limit(width, 40),
      height: limit(height, 30),
      theme: noteThemes.find((it) => it === theme?.text) ?? 'white',
      lines: toPlainLines(content?.text ?? ''),
    };
  });
}

function limit(side: number, least: number): number {
  return Math.min(Math.max(side, least), largestSide);
}

/** What Markdown says, without its marks: whoever shows it needs no renderer that could be fooled. */
function toPlainLines(markdown: string): readonly string[] {
  return markdown
    .slice(0, 20_000)
    .split(/\r?\n/, mostLines)
    .map((line) =>
      line
        .slice(0, 500)
        .replace(/^\s{0,3}#{1,6}\s+/, '')
        .replace(/^\s{0,9}[-*+]\s+/, '• ')
        .replace(/!?\[([^\][]{0,200})\]\([^()\s]{0,400}\)/g, '$1')
        .replace(/(\*\*|__|`)/g, '')
        .trimEnd(),
    );
}
