import type { SecretKind } from '../secretKind';

/** What the secrets of well-known services look like: each begins in its own way, and is long enough not to be chance. */
const shapes: readonly (readonly [RegExp, SecretKind])[] = [
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, 'privateKey'],
  [/\b(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}\b/, 'awsAccessKey'],
  [/\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36,}\b/, 'gitHubToken'],
  [/\bgithub_pat_[A-Za-z0-9_]{50,}\b/, 'gitHubToken'],
  [/\bATATT3[A-Za-z0-9_=-]{40,}/, 'atlassianToken'],
  [/\bATBB[A-Za-z0-9]{24,}\b/, 'bitbucketPassword'],
  [/\bxox[abprs]-[A-Za-z0-9-]{20,}/, 'slackToken'],
  [/\bsk-(?:proj-)?[A-Za-z0-9_-]{32,}/, 'apiKey'],
  [/\bAIza[A-Za-z0-9_-]{35}\b/, 'googleApiKey'],
  [/(?<![\w-])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/, 'jsonWebToken'],
  [
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/${}<>]{1,80}:(?!\/|(?:pass(?:word)?|pwd|secret|token|x+)@)[^\s:@/${}<>*]{3,80}@[a-z0-9.-]/i,
    'addressWithPassword',
  ],
];
/** Part of every shape: most values have none, and are done with at once. */
const beginning = /-----BEGIN|AKIA|ASIA|ATATT3|ATBB|gh[opusr]_|github_pat_|xox[abprs]-|sk-|AIza|eyJ|:\/\//;
const secretParameter = /(?:password|passphrase|secret|secretkey|privatekey|apikey|accesskey|token)\d*$/i;
/** The name of a secret definition has none of these; a password mostly does. */
const unlikeName = /[!@#%^&*+=~?;|]/;

/**
 * What kind of secret a value looks like; `undefined` for anything that may be the name of a secret definition, an
 * interpolation or a placeholder, because those are what belongs there.
 */
export function findCredential(parameter: string, value: string): SecretKind | undefined {
  if (value.length < 8) return undefined;
  const shape = beginning.test(value) ? shapes.find(([pattern]) => pattern.test(value))?.[1] : undefined;
  if (shape !== undefined) return shape;
  if (!secretParameter.test(parameter) || value.length > 200 || /\s|\$\{|[<>[\]]|:\/\//.test(value)) return undefined;
  const isMixed = /[A-Za-z]/.test(value) && /\d/.test(value);
  return isMixed && unlikeName.test(value) ? 'password' : undefined;
}
