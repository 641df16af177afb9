import type { BrowserContext, Page } from 'playwright-core';

/** Bitbucket's question whether the extension may have access, in its own browser tab. */
export class ConsentPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Catches the tab that `openTab` makes the browser open. */
  static async catch(context: BrowserContext, openTab: () => Promise<void>): Promise<ConsentPage> {
    const [page] = await Promise.all([context.waitForEvent('page'), openTab()]);
    await page.waitForLoadState();
    return new ConsentPage(page);
  }

  /** Says who one is, on the page that asks for it first. */
  async logIn(displayName: string): Promise<void> {
    await this.page.getByRole('button', { name: displayName }).click();
    await this.page.getByRole('heading', { name: 'Confirm access to your account' }).waitFor();
  }

  async grantAccess(): Promise<void> {
    await this.page.getByRole('button', { name: 'Grant access' }).click();
  }
}
