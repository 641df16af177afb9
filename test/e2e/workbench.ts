import type { Locator, Page } from 'playwright-core';
import { RepositoriesView } from './repositoriesView';
import { QuickInput } from './quickInput';

/** A VS Code window in a browser tab, in the words of somebody who uses it. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly repositories: RepositoriesView;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.repositories = new RepositoriesView(page);
  }

  /** Goes to an address and waits until VS Code is there to be used. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.untilReady();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar .action-item').first().waitFor();
    // Extensions can be asked for something once the remote indicator has told where they run.
    await this.page.locator('.statusbar-item').first().waitFor();
  }

  /** Waits until the window's title contains `text`, in which a slash may be one that file names allow. */
  async untilTitled(text: string): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (!(await this.page.title()).replaceAll('\u2215', '/').includes(text)) {
      if (Date.now() > deadline) throw new Error(`The title is "${await this.page.title()}" and not "${text}".`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Opens the Maia view from the activity bar, as a mouse does. */
  async openMaiaView(): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: 'Maia', exact: true });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.repositories.untilShown();
  }

  /** Runs a command by its title from the command palette. */
  async runCommand(title: string): Promise<void> {
    // Not Ctrl+Shift+P: Chromium's own shortcuts may take it.
    await this.page.keyboard.press('F1');
    await this.quickInput.choose(`>${title}`, title);
  }

  /** A modal dialog that says `text`. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  /** Presses a button of the modal dialog that says `text`. */
  async answerDialog(text: string | RegExp, button: string): Promise<void> {
    const dialog = this.dialog(text);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'detached' });
  }

  editorTab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** The lines of the active editor that are on screen. */
  async readEditor(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines .view-line');
    await lines.first().waitFor();
    // Monaco shows spaces as no-break spaces.
    return (await lines.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until the active editor shows `text` somewhere on screen. */
  async untilEditorShows(text: string): Promise<void> {
    // Monaco shows spaces as no-break spaces.
    const shown = new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s'));
    const lines = this.page.locator('.editor-group-container.active .view-lines .view-line');
    await lines.filter({ hasText: shown }).first().waitFor();
  }

  /** Chooses a colour theme by its name. */
  async changeTheme(name: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.choose(name, name);
  }
}
