import type { SvgElement } from '../../graph/svgElement';

const namespace = 'http://www.w3.org/2000/svg';

/** A part of a drawing as elements of the page; texts become text, never markup. */
export function createSvgDom({ tag, attributes, children }: SvgElement): SVGElement {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  for (const child of children) element.append(typeof child === 'string' ? child : createSvgDom(child));
  return element;
}

/** An element of a drawing without anything in it. */
export function createSvg<K extends keyof SVGElementTagNameMap>(tag: K, className = ''): SVGElementTagNameMap[K] {
  const element = document.createElementNS(namespace, tag);
  if (className !== '') element.setAttribute('class', className);
  return element;
}
