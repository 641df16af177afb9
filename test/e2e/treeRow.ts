import type { Locator } from 'playwright-core';
import { waitUntil } from '../support/waitUntil';

/** Presses one of the buttons that a row of a list shows while the pointer is on it. */
export async function press(row: Locator, button: string): Promise<void> {
  await row.hover();
  await row.getByRole('button', { name: button }).click();
}

/** Chooses an entry of the menu that a row of a list has on the other mouse button. */
export async function chooseFromMenu(row: Locator, item: string): Promise<void> {
  await row.click({ button: 'right' });
  const menu = row.page().locator('.monaco-menu:visible');
  const entry = menu.getByRole('menuitem', { name: item, exact: true });
  // A menu takes no click for the moment in which the button that opened it may still go up.
  await entry.hover();
  await entry.click({ delay: 100 });
  await menu.waitFor({ state: 'hidden' });
}

/** What the editor draws beside an element, which is in no text. */
const readDrawn = `(row) => [row, ...row.querySelectorAll('*')]
  .map((element) => /^"(\\S{1,2})"$/.exec(getComputedStyle(element, '::after').content)?.[1] ?? '')
  .join('')`;

/** Waits until a row is marked with a letter, as with the `M` of a modified file; '' waits until it is not marked. */
export async function untilMarked(row: Locator, letter: string): Promise<void> {
  const readMark = async () => {
    const id = JSON.stringify(await row.getAttribute('id'));
    return row.page().evaluate<string>(`(${readDrawn})(document.getElementById(${id}) ?? document.head)`);
  };
  await waitUntil(
    async () => (await readMark()) === letter,
    async () => `The row is marked with "${await readMark()}" and not with "${letter}".`,
  );
}
