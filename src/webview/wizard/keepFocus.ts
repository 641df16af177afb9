/**
 * Renders. When what the keyboard was on goes with it, the keyboard goes on from the nearest place around; otherwise the
 * browser would throw it back to the start of the page.
 */
export function keepFocus(render: () => void): void {
  const path = listAncestors(document.activeElement);
  render();
  if (path[0]?.isConnected !== false) return;
  const goOn = () => {
    if (document.activeElement === document.body) findPlace(path)?.focus();
  };
  // The page takes the keyboard from nobody: who is in a dialog or in another editor finds it there on return.
  if (document.hasFocus()) goOn();
  else window.addEventListener('focus', goOn, { once: true });
}

/** From the element itself to the document's own. */
function listAncestors(element: Element | null): readonly Element[] {
  return element === null ? [] : [element, ...listAncestors(element.parentElement)];
}

/** What is left around takes the focus itself, or has something right in it that does. */
function findPlace(path: readonly Element[]): HTMLElement | null {
  for (const around of path.filter((it) => it.isConnected)) {
    const place = around.matches('[tabindex]') ? around : around.querySelector(':scope > [tabindex]');
    if (place instanceof HTMLElement) return place;
  }
  return document.querySelector<HTMLElement>('maia-creation-progress') ?? document.querySelector<HTMLElement>('h1');
}
