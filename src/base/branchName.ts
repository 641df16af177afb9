/**
 * Whether Git takes this as the name of a branch: the rules of `git check-ref-format --branch`, without its shorthands
 * for earlier branches.
 */
export function isBranchName(name: string): boolean {
  if (name === '' || name === '@' || name === 'HEAD' || name.startsWith('-') || name.endsWith('.')) return false;
  if (/[\p{Cc}\p{Surrogate}]/u.test(name) || /[ ~^:?*[\\]|\.\.|@\{/.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
