import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { FakeHost } from './fakeHost';
import { buildPages } from './openPage';
import { openWizardPage } from './openWizardPage';

/** Evaluated in the page: the id of what has the keyboard, else its tag. */
export const findFocus = 'document.activeElement.id || document.activeElement.tagName';

/** For a suite whose tests each open the wizard's page once, in a browser that they share. */
export function useWizardPage() {
  let browser: Browser;
  let page: Page;

  before(async () => {
    await buildPages();
    browser = await launchBrowser();
  });

  after(() => browser.close());

  afterEach(() => page.context().close());

  return {
    page: () => page,
    open: async (...given: ConstructorParameters<typeof FakeHost>): Promise<FakeHost> => {
      const host = new FakeHost(...given);
      ({ page } = await openWizardPage(browser, host));
      return host;
    },
  };
}
