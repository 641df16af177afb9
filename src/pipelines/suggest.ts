const mostCandidates = 200;
/** In pairs of characters: a thousand names of twenty with the 48 components that the largest pipeline in public has. */
const mostCompared = 20_000_000;

/** How many pairs of characters may still be compared. */
interface Effort {
  left: number;
}

/** The candidate somebody may have meant; `undefined` when none is close, or two are equally so. */
export function findSimilar(name: string, candidates: Iterable<string>, excluded?: string): string | undefined {
  return findWithin(toMost(name), name, candidates, excluded);
}

/** The only candidate that differs by one typing error: for names among which there may be similar ones nobody knows. */
export function findMistyped(name: string, candidates: Iterable<string>): string | undefined {
  return findWithin(1, name, candidates);
}

/** `findSimilar` for many names of one text, which share a limit to the work: what comes behind it is not guessed. */
export function createSuggester(): typeof findSimilar {
  const effort = { left: mostCompared };
  return (name, candidates, excluded) => findWithin(toMost(name), name, candidates, excluded, effort);
}

function toMost(name: string): number {
  return Math.max(1, Math.floor(name.length / 3));
}

function findWithin(
  most: number,
  name: string,
  candidates: Iterable<string>,
  excluded?: string,
  effort: Effort = { left: mostCompared },
): string | undefined {
  let best: { readonly text: string; readonly distance: number } | undefined;
  let isTied = false;
  let seen = 0;
  for (const text of candidates) {
    if (++seen > mostCandidates) break;
    if (text === name || text === excluded || Math.abs(text.length - name.length) > most || text.length > 200) continue;
    if (effort.left <= 0) return undefined;
    const distance = distanceOf(name.toLowerCase(), text.toLowerCase(), most, effort);
    if (distance > most || (best !== undefined && distance > best.distance)) continue;
    isTied = best?.distance === distance;
    best = { text, distance };
  }
  return isTied ? undefined : best?.text;
}

/** Insertions, deletions, replacements and swaps of neighbours; more than `most` is some number above it. */
function distanceOf(a: string, b: string, most: number, effort: Effort): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    effort.left -= b.length;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(value);
    }
    if (Math.min(...current) > most) return most + 1;
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? most + 1;
}
