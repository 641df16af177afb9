/** Bitbucket's filter language (`q=`), as far as this client speaks it. */

/** A condition that holds when any of the texts stands in that relation to the field; `~` is "contains". No longer than it must be. */
export function anyOf(field: string, operator: '=' | '~', texts: readonly string[]): string {
  return texts.map((text) => `${field}${operator}${quote(text)}`).join(' OR ');
}

/** The only place where text becomes part of a query: quotes and backslashes must not end the literal. */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
