/** Widths in parts of the font's size, on the wide side: what is drawn with another font still fits. */
function widthOf(character: string): number {
  if (/[\u1100-\uffff]/.test(character) || character.length > 1) return 1.05;
  if (/[iljI.,:;'|!()[\]{} ]/.test(character)) return 0.32;
  if (/[frt"*\-/\\]/.test(character)) return 0.42;
  if (/[mwMW@%&]/.test(character)) return 0.92;
  if (/[A-Z_#+=<>~^]/.test(character)) return 0.68;
  return 0.57;
}

/** At most so many lines of at most such a width; breaks at words where it can, and ends with … where it must. */
export function wrapText(text: string, fontSize: number, width: number, mostLines: number): readonly string[] {
  const lines: string[] = [];
  // A name of any length: what can never be shown is not looked at.
  let rest = text.replace(/\s+/g, ' ').trim().slice(0, 2000);
  while (rest !== '' && lines.length < mostLines) {
    const isLast = lines.length === mostLines - 1;
    const end = findEnd(rest, fontSize, width);
    if (end >= rest.length) lines.push(rest);
    else if (isLast) lines.push(`${rest.slice(0, findEnd(rest, fontSize, width - fontSize)).trimEnd()}…`);
    else {
      const cut = findBreak(rest, end);
      lines.push(rest.slice(0, cut).trimEnd());
      rest = rest.slice(cut).trimStart();
      continue;
    }
    rest = '';
  }
  return lines;
}

function findEnd(text: string, fontSize: number, width: number): number {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += widthOf(character) * fontSize;
    if (used > width && end > 0) return end;
    end += character.length;
  }
  return end;
}

/** Behind the last space, or a mark that joins words, of the first `end` characters; there itself if there is none. */
function findBreak(text: string, end: number): number {
  if (text[end] === ' ') return end;
  const head = text.slice(0, end);
  const at = Math.max(head.lastIndexOf(' '), head.lastIndexOf('_'), head.lastIndexOf('-'), head.lastIndexOf('/'));
  return at > end / 3 ? at + 1 : end;
}
