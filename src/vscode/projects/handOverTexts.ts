import * as vscode from 'vscode';
import type { HandOverFieldCode, HandOverSection } from '../../projects/handOverSheet';

/** What a step of Maia's project creation is called. */
export function toSectionText(code: HandOverSection): string {
  switch (code) {
    case 'details':
      return vscode.l10n.t('Project details');
    case 'configuration':
      return vscode.l10n.t('Project configuration');
    case 'deployment':
      return vscode.l10n.t('Deployment');
    case 'provider':
      return vscode.l10n.t('Git provider');
    case 'repository':
      return vscode.l10n.t('Git repository');
    case 'environment':
      return vscode.l10n.t('Environment');
    case 'credentials':
      return vscode.l10n.t('Credentials');
    case 'defaults':
      return vscode.l10n.t('Defaults');
  }
}

/** What a field of Maia's project creation is called. A code of a newer version stands for itself. */
export function toFieldText(code: HandOverFieldCode): string {
  const texts: Readonly<Record<HandOverFieldCode, string>> = {
    name: vscode.l10n.t('Project name'),
    description: vscode.l10n.t('Description'),
    dataPlatform: vscode.l10n.t('Data platform'),
    configuration: vscode.l10n.t('Configuration'),
    deployment: vscode.l10n.t('Deployment type'),
    provider: vscode.l10n.t('Git provider'),
    repository: vscode.l10n.t('Repository'),
    branch: vscode.l10n.t('Branch'),
    environmentName: vscode.l10n.t('Environment name'),
    runner: vscode.l10n.t('Maia runner'),
    defaultAccess: vscode.l10n.t('Default environment access'),
    account: vscode.l10n.t('Account'),
    credentialsType: vscode.l10n.t('Credentials type'),
    username: vscode.l10n.t('Username'),
    secretName: vscode.l10n.t('Name of the secret definition'),
    role: vscode.l10n.t('Default role'),
    warehouse: vscode.l10n.t('Default warehouse'),
    database: vscode.l10n.t('Default database'),
    schema: vscode.l10n.t('Default schema'),
    workspaceUrl: vscode.l10n.t('Workspace URL'),
    compute: vscode.l10n.t('Compute'),
    catalog: vscode.l10n.t('Default catalog'),
    host: vscode.l10n.t('Host'),
    port: vscode.l10n.t('Port'),
    useSsl: vscode.l10n.t('Use SSL'),
    s3Bucket: vscode.l10n.t('Default S3 bucket'),
  };
  return Object.hasOwn(texts, code) ? texts[code] : code;
}
