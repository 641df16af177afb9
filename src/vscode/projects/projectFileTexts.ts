import * as vscode from 'vscode';
import type { ProjectFileProblem } from '../../projects/projectFileProblem';

/** What is wrong in a project file, as a sentence. */
export function toProblemText({ code, facts = {} }: ProjectFileProblem): string {
  const fact = (name: string) => String(facts[name] ?? '');
  switch (code) {
    case 'tooLarge':
      return vscode.l10n.t('The file is too large to be a project file.');
    case 'syntax':
      return facts['detail'] === undefined
        ? vscode.l10n.t('This is not valid YAML.')
        : vscode.l10n.t('This is not valid YAML: {0}', fact('detail'));
    case 'duplicateKey':
      return vscode.l10n.t('This key is there twice.');
    case 'alias':
      return vscode.l10n.t('Anchors and aliases are not used in project files. Write the value itself.');
    case 'tooDeep':
      return vscode.l10n.t('This is nested deeper than a project file needs.');
    case 'unknownKey':
      return vscode.l10n.t('“{0}” is not a key of project files; it has no effect.', fact('key'));
    case 'missing':
      return vscode.l10n.t('“{0}” is missing.', fact('key'));
    case 'wrongType':
      return toTypeText(fact('key'));
    case 'invalid':
      return toInvalidText(fact('key'));
    case 'tooLong':
      return vscode.l10n.t('“{0}” is longer than {1} characters.', fact('key'), fact('limit'));
    case 'looksLikeSecret':
      return vscode.l10n.t(
        '“{0}” looks like a secret. Everybody who can read the repository would see it: remove it, and make the secret anew where it was issued.',
        fact('key'),
      );
  }
}

/** `''` stands for the whole file. */
function toTypeText(key: string): string {
  if (key === '') return vscode.l10n.t('A project file consists of keys with values, such as “name: Sales”.');
  if (key === 'maia') return vscode.l10n.t('“maia” has to hold “region” and “projectId”.');
  return vscode.l10n.t('“{0}” has to be text; put it in quotes.', key);
}

function toInvalidText(key: string): string {
  switch (key) {
    case 'version':
      return vscode.l10n.t('“version” has to be "1.0".');
    case 'name':
      return vscode.l10n.t('“name” has to be one line of text, and not empty.');
    case 'dataPlatform':
      return vscode.l10n.t('“dataPlatform” is one of snowflake, databricks and redshift.');
    case 'branch':
      return vscode.l10n.t('“branch” has to be the name of a branch, such as main.');
    case 'maia.region':
      return vscode.l10n.t('“maia.region” is a region such as eu1 or us1.');
    case 'maia.projectId':
      return vscode.l10n.t('“maia.projectId” is the id in the address of the project’s pages in Maia.');
    default:
      return vscode.l10n.t('“{0}” has a value that is not possible here.', key);
  }
}

/** What a key or value of a project file means; `undefined` for codes it does not know. */
export function findDetailText(code: string): string | undefined {
  const texts: Readonly<Record<string, string>> = {
    version: vscode.l10n.t('The version of this file’s format.'),
    name: vscode.l10n.t('What the project is called here and in Maia; at most 255 characters.'),
    description: vscode.l10n.t('What the project is for.'),
    dataPlatform: vscode.l10n.t('Where the project’s data lives: snowflake, databricks or redshift.'),
    'dataPlatform.snowflake': vscode.l10n.t('The project’s data lives in Snowflake.'),
    'dataPlatform.databricks': vscode.l10n.t('The project’s data lives in Databricks.'),
    'dataPlatform.redshift': vscode.l10n.t('The project’s data lives in Amazon Redshift.'),
    branch: vscode.l10n.t('The branch that Maia works on; main unless it says otherwise.'),
    maia: vscode.l10n.t('Where the project is in Maia. “Maia: Link to Maia…” fills it in from an address.'),
    'maia.region': vscode.l10n.t('The region of the Maia account, such as eu1 or us1.'),
    'maia.region.eu1': vscode.l10n.t('Europe.'),
    'maia.region.us1': vscode.l10n.t('United States.'),
    'maia.projectId': vscode.l10n.t('The project’s id, as in the address of its pages in Maia.'),
  };
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
