import type { PageStart } from '../../wizard/protocol';
import { createPageMarkup, type PageParts } from '../pageMarkup';

export interface WizardPageParts extends Omit<PageParts, 'start' | 'rootId'> {
  readonly start: PageStart;
}

/** The wizard's page with all it needs for its first rendering. */
export function createWizardPage(parts: WizardPageParts): string {
  return createPageMarkup({ ...parts, rootId: 'wizard' });
}
