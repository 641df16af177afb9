import type { Browser } from 'playwright-core';
import { createPageMarkup } from '../../src/vscode/pageMarkup';
import type { FakeGraphHost } from './fakeGraphHost';
import { openPage, origin, type OpenedPage, type OpenOptions } from './openPage';

/** Opens the graph's real markup and script, with a fake editor around it. */
export async function openGraphPage(
  browser: Browser,
  host: FakeGraphHost,
  options: OpenOptions = {},
): Promise<OpenedPage> {
  const { bundle, language = 'en' } = options;
  const markup = createPageMarkup({
    start: { ...(await host.start()), language, ...(bundle === undefined ? {} : { bundle }) },
    title: 'Graph',
    rootId: 'graph',
    scriptUrl: `${origin}/graph.js`,
    cspSource: origin,
    nonce: 'test',
  });
  return openPage(browser, 'graph', markup, host, options);
}
