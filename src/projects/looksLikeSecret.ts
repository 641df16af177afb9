/** Beginnings and shapes that the issuers of tokens publish, so that leaked ones can be found. */
const tokenShapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)-----/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/,
  /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/,
  /\bAT(?:CTT|ATT|BB)[\w=-]{16,}/,
  /\bdapi[0-9a-f]{32}\b/i,
  /\bdose[0-9a-f]{32}\b/i,
  /\bver:\d+-hint:/,
  /\b(?:ghp|gho|ghu|ghs|ghr)_\w{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}/,
  /\bxox[abprs]-[\w-]{10,}|\bsk-[\w-]{20,}|\bAIza[\w-]{30,}|\bsk_(?:live|test)_\w{16,}/,
];

/** `password=…` and the like; the value makes it a secret, `${…}` and `<…>` stand for one. */
const assignment =
  /(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|account[_-]?key|access[_-]?key|private[_-]?key)["']?\s*(?:=|:(?!\/\/))\s*["']?([^\s"';&,]{4,})/gi;
const placeholder = /^(?:\$\{|\$\(|\{\{|<|\*+$|x+$|\.+$|…)/i;
const loginInAddress = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/gi;
const bearer = /\b(?:bearer|basic)\s+[\w+/.~-]{16,}={0,2}(?=$|\s)/i;

const shortestRandom = 20;
/** Base 64, whose slashes are no separators. */
const awsSecret = /^[A-Za-z0-9/+]{40}$/;
/** A uuid names something; Maia's own ids are such. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is or holds a secret's value where the name of one belongs. Knows secrets by their looks only. */
export function looksLikeSecret(text: string): boolean {
  return (
    tokenShapes.some((shape) => shape.test(text)) ||
    bearer.test(text) ||
    holdsValue(text, assignment) ||
    holdsValue(text, loginInAddress) ||
    text.split(/[\s"'`,;()<>]+/).some(looksRandom)
  );
}

function holdsValue(text: string, pattern: RegExp): boolean {
  return [...text.matchAll(pattern)].some(([, value = '']) => !placeholder.test(value));
}

/** Names are made of words and short numbers between separators; what a machine drew mixes kinds within one run. */
function looksRandom(word: string): boolean {
  if (word.length < shortestRandom || uuid.test(word) || word.includes('${')) return false;
  if (awsSecret.test(word) && isMixed(word)) return true;
  return word.split(/[\\.:@/_-]+/).some((run) => run.length >= shortestRandom && isMixed(run) && bitsOf(run) >= 3);
}

function isMixed(run: string): boolean {
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(run)) return run.length >= 32 && /[a-f]/i.test(run) && /\d/.test(run);
  const changes = [...run.matchAll(/[a-z](?=[A-Z\d])|\d(?=[A-Za-z])|[A-Z](?=\d)|[+=]/g)].length;
  return /\d/.test(run) && /[A-Za-z]/.test(run) && changes * 5 >= run.length;
}

/** Shannon's entropy per character. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}
