import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

type Texts = ReadonlyMap<string, string>;

/** A text is a string, or a message with a comment for translators. */
function readTexts(path: string): Texts {
  const texts = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string | { readonly message: string }>;
  return new Map(Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? text : text.message]));
}

/** What reads the same in both languages. Whatever else is equal was forgotten. */
const equalInBoth = new Set([
  '$(git-commit) Commit {0}',
  'Account: Email',
  'Account: Read',
  'Bitbucket Cloud.',
  'Branch',
  'Branch main',
  'Commit',
  'Compute',
  'Host',
  'Maia for Bitbucket',
  'Pipelines',
  'Port',
  'Proxy: {0}.',
  'Repositories: Read',
  'Repositories: Write',
  'Repository',
  'Graph',
  'Graph: {0}',
  'Transformation',
  'Workspace',
  'Workspaces',
  'offline: {0}',
  'optional',
  '2. Name: {0}',
]);

const pairs = [
  { name: 'code', english: readTexts('l10n/bundle.l10n.json'), german: readTexts('l10n/bundle.l10n.de.json') },
  { name: 'manifest', english: readTexts('package.nls.json'), german: readTexts('package.nls.de.json') },
];

function findDifferent(english: Texts, german: Texts, list: (text: string) => readonly string[]): readonly string[] {
  return [...german].flatMap(([key, text]) => {
    const expected = list(english.get(key) ?? '').toSorted();
    const found = list(text).toSorted();
    return expected.join('\n') === found.join('\n') ? [] : [`${key} → ${text}`];
  });
}

const listMatches = (pattern: RegExp) => (text: string) => [...text.matchAll(pattern)].map(([match]) => match);

describe('German', () => {
  for (const { name, english, german } of pairs) {
    describe(`of the ${name}`, () => {
      it('has every text', () => {
        assert.deepEqual(
          [...english.keys()].filter((key) => !german.has(key)),
          [],
        );
      });

      it('has no text that is gone', () => {
        assert.deepEqual(
          [...german.keys()].filter((key) => !english.has(key)),
          [],
        );
      });

      it('leaves no text empty, or as it is in English', () => {
        const isForgotten = ([key, text]: [string, string]) =>
          text.trim() === '' || (text === english.get(key) && !equalInBoth.has(text));
        assert.deepEqual([...german].filter(isForgotten), []);
      });

      it('fills in the same values and shows the same icons', () => {
        assert.deepEqual(findDifferent(english, german, listMatches(/\{\d+\}|\$\([\w-]+\)/g)), []);
      });

      it('links to the same places, and marks the same code', () => {
        assert.deepEqual(findDifferent(english, german, listMatches(/\]\([^)]*\)|`[^`]*`|\*\*/g)), []);
      });

      it('begins each link with what can be clicked', () => {
        const countLinks = (text: string) => listMatches(/\]\(/g)(text).length;
        const broken = [...german.values()].filter(
          (text) => listMatches(/\[[^\]]+\]\(/g)(text).length < countLinks(text),
        );
        assert.deepEqual(broken, []);
      });

      it('keeps the lines of a text apart', () => {
        assert.deepEqual(findDifferent(english, german, listMatches(/\n/g)), []);
      });

      it('quotes as German does', () => {
        const isMisquoted = (text: string, key: string) =>
          listMatches(/„/g)(text).length !== listMatches(/“/g)(text).length ||
          text.includes('”') ||
          listMatches(/"/g)(text).length > listMatches(/"/g)(english.get(key) ?? '').length;
        assert.deepEqual(
          [...german].filter(([key, text]) => isMisquoted(text, key)),
          [],
        );
      });
    });
  }

  it('counts as the same in both languages only what is', () => {
    const equal = new Set(
      pairs
        .flatMap(({ english, german }) => [...german].filter(([key, text]) => english.get(key) === text))
        .map(([, text]) => text),
    );
    assert.deepEqual(
      [...equalInBoth].filter((text) => !equal.has(text)),
      [],
    );
  });

  it('calls a command by the title it has in German', () => {
    const titles = new Set(pairs[1]?.german.values());
    const named = pairs
      .flatMap(({ german }) => [...german.values()])
      .flatMap((text) => [...text.matchAll(/[„*]Maia: ([^“*]+)[“*]/g)].map(([, title]) => title ?? ''));
    assert.notEqual(named.length, 0);
    assert.deepEqual(
      named.filter((title) => !titles.has(title)),
      [],
    );
  });
});
