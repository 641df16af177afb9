/** Turns offsets of one text into what editors show: lines and columns from one, a byte order mark aside. */
export function createPlaceReader(
  text: string,
): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [text.startsWith('\u{FEFF}') ? 1 : 0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
  };
}
