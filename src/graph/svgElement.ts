/** A part of a drawing as plain data: the page makes elements of it, the exported file text. Never markup of anybody. */
export interface SvgElement {
  readonly tag: 'svg' | 'g' | 'rect' | 'path' | 'circle' | 'text' | 'tspan' | 'title' | 'desc' | 'style' | 'clipPath';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgElement | string)[];
}

/** Short for an element of a drawing. */
export function svg(
  tag: SvgElement['tag'],
  attributes: SvgElement['attributes'],
  ...children: readonly (SvgElement | string)[]
): SvgElement {
  return { tag, attributes, children };
}

/** The drawing as text for a file of its own. */
export function toSvgText({ tag, attributes, children }: SvgElement): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`);
  const inner = children.map((it) => (typeof it === 'string' ? escapeXml(it) : toSvgText(it)));
  return `<${tag}${written.join('')}>${inner.join('')}</${tag}>`;
}

/** Characters that no XML file may hold are left out. */
function escapeXml(text: string): string {
  let allowed = '';
  for (const character of text) if (!isForbidden(character.codePointAt(0) ?? 0)) allowed += character;
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function isForbidden(code: number): boolean {
  const isControl = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
  return isControl || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
}
