import type { BrowserContext, Locator, Page } from 'playwright-core';
import { waitUntil } from '../support/waitUntil';
import { askUntilShown } from './askUntilShown';
import { Explorer } from './explorer';
import { RepositoriesView } from './repositoriesView';
import { QuickInput } from './quickInput';
import { SourceControlView } from './sourceControlView';

/** A VS Code window in a browser tab, in the words of somebody who uses it. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly repositories: RepositoriesView;
  readonly explorer: Explorer;
  readonly sourceControl: SourceControlView;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.repositories = new RepositoriesView(page);
    this.explorer = new Explorer(page);
    this.sourceControl = new SourceControlView(page);
  }

  /** Goes to an address and waits until VS Code is there to be used. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.untilReady();
  }

  /** By the browser. A tab that was opened in the last minute may not come back: the editor notes its tabs once a minute. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  /** By the editor's own command, which waits until the open tabs are noted; at a browser's reload nothing can wait. */
  async reloadWindow(): Promise<void> {
    const { page } = this;
    const left = page.waitForEvent('framenavigated', { predicate: (frame) => frame === page.mainFrame() });
    await Promise.all([left, this.runCommand('Developer: Reload Window')]);
    await this.untilReady();
  }

  async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar .action-item').first().waitFor();
    // Extensions can be asked for something once the remote indicator has told where they run.
    await this.page.locator('.statusbar-item').first().waitFor();
  }

  /** Waits until the window's title contains `text`, in which a slash may be one that file names allow. */
  async untilTitled(text: string): Promise<void> {
    await waitUntil(
      async () => (await this.page.title()).replaceAll('\u2215', '/').includes(text),
      async () => `The title is "${await this.page.title()}" and not "${text}".`,
    );
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

  /** A tab with text that is not saved. */
  unsavedTab(name: string): Locator {
    return this.page.locator('.tabs-container .tab.dirty').filter({ hasText: name });
  }

  /** The lines of the active editor that are on screen. */
  async readEditor(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines .view-line');
    await lines.first().waitFor();
    // Monaco shows spaces as no-break spaces.
    return (await lines.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until the active editor shows `text` somewhere on screen. */
  async untilEditorShows(text: string | RegExp): Promise<void> {
    const source = typeof text === 'string' ? text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : text.source;
    // Monaco shows spaces as no-break spaces.
    const shown = new RegExp(source.replaceAll(' ', '\\s'));
    const lines = this.page.locator('.editor-group-container.active .view-lines .view-line');
    await lines.filter({ hasText: shown }).first().waitFor();
  }

  /** Opens a file of the folder by its path, by way of the Explorer. */
  async openFile(path: string): Promise<void> {
    const names = path.split('/');
    await this.explorer.open();
    for (const folder of names.slice(0, -1)) await this.explorer.unfold(folder);
    const name = names.at(-1) ?? '';
    const group = this.page.locator('.editor-group-container.active');
    // A comparison has the file's name too, and says in brackets of what it is one.
    const tab = group.getByRole('tab', { name, selected: true }).and(this.page.locator(':not([aria-label*=" ("])'));
    // Rows move while the tree takes in what was changed, and a click on one that moves is lost.
    await askUntilShown(tab, () => this.explorer.row(name).click());
    await group.locator('.view-line').first().waitFor();
  }

  /** Where the browser goes in a tab of its own when `leave` is done, which the editor asks about first. */
  async leavingTo(context: BrowserContext, leave: () => Promise<void>): Promise<URL> {
    await leave();
    const website = /open the external website/;
    await this.dialog(website).waitFor();
    const [page] = await Promise.all([context.waitForEvent('page'), this.answerDialog(website, 'Open')]);
    await page.waitForLoadState();
    const address = new URL(page.url());
    await page.close();
    return address;
  }

  /** Puts the cursor of the active editor somewhere; lines and columns count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.choose(`:${line}:${column}`, new RegExp(`line ${line}\\b`, 'i'));
    await this.quickInput.box.waitFor({ state: 'hidden' });
  }

  /** Puts a text in place of what is on a line of the active editor, which keeps its indentation. */
  async changeLine(line: number, text: string): Promise<void> {
    await this.goTo(line);
    await this.page.keyboard.press('End');
    await this.page.keyboard.press('Shift+Home');
    await this.page.keyboard.insertText(text);
  }

  /** Saves the active editor and waits until it says so. */
  async save(): Promise<void> {
    const tab = this.page.locator('.editor-group-container.active .tab.active');
    await this.page.keyboard.press('Control+S');
    await tab.and(this.page.locator(':not(.dirty)')).waitFor();
  }

  /** Presses a button of a message that says `text`. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button }).click();
  }

  /** An entry of the status bar. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Chooses a colour theme by its name. */
  async changeTheme(name: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.choose(name, name);
  }
}
