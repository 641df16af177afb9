export interface PageParts {
  /** What the page finds in its own markup: plain data. */
  readonly start: { readonly language: string };
  readonly title: string;
  /** Id of the element that the page's script fills. */
  readonly rootId: string;
  /** Address of the page's script, as the page reaches it. */
  readonly scriptUrl: string;
  /** Where the page's own files come from, as a source of a policy. */
  readonly cspSource: string;
  /** New for each page. */
  readonly nonce: string;
}

/** A page's markup with all it needs for its first rendering. It may run its own script, and reach nobody. */
export function createPageMarkup({ start, title, rootId, scriptUrl, cspSource, nonce }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeMarkup(start.language)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <title>${escapeMarkup(title)}</title>
  </head>
  <body>
    <div id="${escapeMarkup(rootId)}"></div>
    <script type="application/json" id="start">${toInlineJson(start)}</script>
    <script type="module" nonce="${nonce}" src="${escapeMarkup(scriptUrl)}"></script>
  </body>
</html>
`;
}

/** A `<` could end the script element or begin a comment in it; as an escape it means the same. */
function toInlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
