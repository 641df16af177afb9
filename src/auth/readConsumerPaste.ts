const label = /^(?:oauth|consumer|client)?[-_ ]?(key|id|secret)$/i;
const labelled = /^["']?((?:oauth|consumer|client)?[-_ ]?(?:key|id|secret))["']?[:=](.+)$/i;

/** Key and secret out of a paste. */
export interface ConsumerPaste {
  readonly key: string;
  readonly secret: string;
  /** Nothing in it says which is which: the first was taken for the key. */
  readonly isGuessed: boolean;
}

/** A key and a secret as people paste them: two lines, with labels, side by side, or JSON. Lengths are never judged. */
export function readConsumerPaste(text: string): ConsumerPaste | undefined {
  const { key, secret, isGuessed = false } = readJson(text) ?? readWords(text);
  return key === undefined || secret === undefined ? undefined : { key, secret, isGuessed };
}

interface Found {
  key?: string | undefined;
  secret?: string | undefined;
  isGuessed?: boolean;
}

type Part = 'key' | 'secret';

function readJson(text: string): Found | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const found: Found = {};
  for (const [name, entry] of Object.entries(value)) {
    const part = toPart(label.exec(name.replace(/([a-z])([A-Z])/g, '$1_$2'))?.[1]);
    if (part !== undefined && typeof entry === 'string' && entry !== '') found[part] ??= entry;
  }
  return found;
}

function readWords(text: string): Found {
  const found: Found = {};
  const unnamed: string[] = [];
  /** Labels whose values are still to come. */
  const announced: Part[] = [];
  for (const word of text.split(/\s+/)) {
    const name = toPart(label.exec(word.replace(/^["']|["']?[:=]?$/g, ''))?.[1]);
    const pair = labelled.exec(word);
    if (name !== undefined && found[name] === undefined) announced.push(name);
    else if (pair !== null) found[toPart(pair[1]) ?? 'key'] ??= trimMarks(pair[2] ?? '');
    else if (trimMarks(word) !== '') {
      const next = announced.shift();
      if (next === undefined) unnamed.push(trimMarks(word));
      else found[next] ??= trimMarks(word);
    }
  }
  // More words than the two sought: prose, or something else was in the clipboard.
  const values = unnamed.length === 1 ? (unnamed[0] ?? '').split(/[,;:]/).filter((part) => part !== '') : unnamed;
  if (found.key === undefined && found.secret === undefined && values.length === 2) {
    return { key: values[0], secret: values[1], isGuessed: true };
  }
  return found;
}

function toPart(name: string | undefined): Part | undefined {
  if (name === undefined) return undefined;
  return /secret$/i.test(name) ? 'secret' : 'key';
}

function trimMarks(word: string): string {
  return word.replace(/^["'“,;:=]+|["'”,;]+$/g, '');
}
