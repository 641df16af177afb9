import * as l10n from '@vscode/l10n';

const names = {
  privateKey: () => l10n.t('private key'),
  awsAccessKey: () => l10n.t('AWS access key'),
  gitHubToken: () => l10n.t('GitHub token'),
  atlassianToken: () => l10n.t('Atlassian token'),
  bitbucketPassword: () => l10n.t('Bitbucket password'),
  slackToken: () => l10n.t('Slack token'),
  apiKey: () => l10n.t('API key'),
  googleApiKey: () => l10n.t('Google API key'),
  jsonWebToken: () => l10n.t('JSON web token'),
  addressWithPassword: () => l10n.t('address with a password'),
  password: () => l10n.t('password'),
};

/** What a value that should be kept elsewhere looks like. */
export type SecretKind = keyof typeof names;

/** Its name in a sentence. */
export function toSecretKindName(kind: SecretKind): string {
  return names[kind]();
}
