import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { registerCompletions } from './completions';
import { registerFileLinks } from './fileLinks';
import { registerHovers } from './hovers';
import type { LanguageContext } from './languageContext';
import { registerNavigation } from './navigation';
import { registerQualityRulesWriting } from './qualityRulesWriting';
import { registerRefactorings } from './refactorings';
import { registerRenames } from './renames';
import { registerStructure } from './structure';
import { registerWorkspaceSymbols } from './workspaceSymbols';

type Feature = (context: LanguageContext) => Disposable;

/** What the editor can do with pipelines, one file each. */
const features: readonly Feature[] = [
  registerNavigation,
  registerStructure,
  registerFileLinks,
  registerWorkspaceSymbols,
  registerRenames,
  registerCompletions,
  registerHovers,
  registerRefactorings,
  registerQualityRulesWriting,
];

/** Adds the features of the pipeline language; loaded when the first pipeline is opened. */
export function registerFeatures(context: LanguageContext): Disposable {
  const owned = new DisposableStore();
  for (const register of features) owned.add(register(context));
  return owned;
}
