/** The whole of what the extension asks for: who the user is, and their repositories to read and write. */
export const neededScopes: readonly string[] = ['account', 'repository:write'];

/** Which scopes a scope brings along, from Bitbucket's documentation of OAuth scopes. */
const implied: Readonly<Record<string, readonly string[]>> = {
  account: ['email'],
  'account:write': ['account'],
  'repository:write': ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository:write'],
};

/** Those of the wanted scopes that the granted ones neither contain nor imply. */
export function findMissingScopes(granted: readonly string[], wanted: readonly string[]): readonly string[] {
  const held = withImplied(granted);
  return [...new Set(wanted)].filter((scope) => !held.has(scope));
}

/** Those of the granted scopes that the needed ones neither contain nor imply: more than was asked for. */
export function findExcessScopes(granted: readonly string[], needed: readonly string[]): readonly string[] {
  const asked = withImplied(needed);
  return [...new Set(granted)].filter((scope) => !asked.has(scope));
}

function withImplied(scopes: readonly string[]): ReadonlySet<string> {
  const held = new Set<string>();
  const add = (scope: string) => {
    if (held.has(scope)) return;
    held.add(scope);
    for (const further of Object.hasOwn(implied, scope) ? (implied[scope] ?? []) : []) add(further);
  };
  scopes.forEach(add);
  return held;
}

/** Scopes of a token answer, which separates them by spaces (and, in older answers, commas); sorted, each once. */
export function readScopes(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((scope) => scope !== ''))].sort();
}
