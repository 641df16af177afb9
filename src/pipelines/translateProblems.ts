import * as l10n from '@vscode/l10n';

/** From now on problems are told in the language of a bundle, which maps English sentences to others. */
export function translateProblems(bundle: Record<string, string>): void {
  l10n.config({ contents: bundle });
}
