import type { Browser } from 'playwright-core';
import { createWizardPage } from '../../src/vscode/wizard/wizardPage';
import type { FakeHost } from './fakeHost';
import { openPage, origin, type OpenedPage, type OpenOptions } from './openPage';

/** Opens the wizard's real markup and script, with a fake editor around it. */
export async function openWizardPage(browser: Browser, host: FakeHost, options: OpenOptions = {}): Promise<OpenedPage> {
  const { bundle, language = 'en' } = options;
  const markup = createWizardPage({
    start: { ...host.start, language, ...(bundle === undefined ? {} : { bundle }) },
    title: 'Create a Maia Project',
    scriptUrl: `${origin}/wizard.js`,
    cspSource: origin,
    nonce: 'test',
  });
  return openPage(browser, 'wizard', markup, host, options);
}
