import type * as vscode from 'vscode';
import { isRuleText } from '../../pipelines/findRuleTextProblems';
import { qualityRulesPath } from '../../pipelines/quality/qualityRules';
import { sharedPipelinesPath } from '../../pipelines/sharedPipelines';
import { readUri } from '../files/locationUri';
import { fileScheme, pipelineLanguageId } from '../ids';

/** Schemes of files that people edit; the sides of diffs have others. */
export const editedSchemes: readonly string[] = ['file', fileScheme, 'vscode-remote', 'vscode-vfs', 'untitled'];

/** Whether problems of a document are looked for: not in what nobody can edit, such as a file at a commit. */
export function isChecked({ uri, languageId }: vscode.TextDocument): boolean {
  if (!editedSchemes.includes(uri.scheme)) return false;
  if (uri.scheme === fileScheme && readUri(uri)?.location.ref.kind !== 'branch') return false;
  return languageId === pipelineLanguageId || isSettingFile(uri.path);
}

/** By the end of a path, wherever its repository begins. */
function isSettingFile(path: string): boolean {
  const inRepository = path.slice(path.lastIndexOf('/.matillion/') + 1);
  return inRepository === qualityRulesPath || inRepository === sharedPipelinesPath || isRuleText(inRepository);
}
