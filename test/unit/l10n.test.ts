import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { getL10nJson } from '@vscode/l10n-dev';

describe('l10n', () => {
  it('offers translators every text of the code, and no text that is gone (npm run l10n renews the bundle)', async () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ extension: '.ts' as const, contents: readFileSync(`src/${name}`, 'utf8') }))
      // The others have no text, and reading a program takes time.
      .filter(({ contents }) => contents.includes('l10n'));
    const inCode = await getL10nJson(sources);
    const inBundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(inBundle).sort(), Object.keys(inCode).sort());
  });
});
