/** A name in the `$T{…}` of a query, and where in the query it begins. */
export interface QueryName {
  readonly name: string;
  readonly start: number;
}

type Names = Pick<ReadonlyMap<string, unknown>, 'keys' | 'has'>;

/** In characters; a longer name that holds braces itself is not looked for. */
const longest = 100;

/**
 * Finds every name in `$T{…}`. One may hold braces itself: the longest one counts that is known, else what is up to the
 * first brace in the same line. Known names are never inside of each other. Linear in the length of the query.
 */
export function createQueryNameFinder(known: Names): (query: string) => readonly QueryName[] {
  const reach = findReach(known);
  return (query) => {
    const found: QueryName[] = [];
    let brace = query.indexOf('}');
    let at = query.indexOf('$T{');
    while (at !== -1 && brace !== -1) {
      const start = at + 3;
      at = query.indexOf('$T{', start);
      if (brace < start) brace = query.indexOf('}', start);
      const name = findLongest(query, start, brace, reach, known) ?? findFirst(query, start, brace, at);
      if (name === undefined) continue;
      found.push({ name, start });
      if (known.has(name)) at = query.indexOf('$T{', start + name.length);
    }
    return found;
  };
}

/** How long the known names are that hold what begins or ends one. */
function findReach(known: Names): number {
  let reach = 0;
  for (const name of known.keys()) {
    if (name.length <= longest && /\}|\$T\{/.test(name)) reach = Math.max(reach, name.length);
  }
  return reach;
}

function findLongest(query: string, start: number, brace: number, reach: number, known: Names): string | undefined {
  let best: string | undefined;
  for (let end = brace; end !== -1 && end <= start + reach; end = query.indexOf('}', end + 1)) {
    const name = query.slice(start, end);
    if (known.has(name) && !name.includes('\n')) best = name;
  }
  return best;
}

/** What is opened again before it is closed is no name. */
function findFirst(query: string, start: number, brace: number, next: number): string | undefined {
  if (brace === -1 || (next !== -1 && next < brace)) return undefined;
  const name = query.slice(start, brace);
  return name.includes('\n') ? undefined : name;
}
