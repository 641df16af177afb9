import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Parts of the editor's API that are still proposals. The server build that the tests run in allows them all, a VS Code
 * that people install throws: so nothing but this list stands between a green test and a broken release.
 */
const proposedNames = [
  'registerTimelineProvider',
  'registerFileSearchProvider',
  'registerTextSearchProvider',
  'registerFileSearchProvider2',
  'registerTextSearchProvider2',
  'registerAITextSearchProvider',
  'findFiles2',
  'findTextInFiles',
  'registerResourceLabelFormatter',
  'registerRemoteAuthorityResolver',
  'registerPortAttributesProvider',
  'registerShareProvider',
  'registerExternalUriOpener',
  'openExternalUriOpener',
  'validateInput?.visible',
  'actionButton',
  'historyProvider',
  'createStatusBarItem2',
  'registerCanonicalUriProvider',
  'registerEditSessionIdentityProvider',
];

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(`src/${name}`, 'utf8') }));

describe('stable API', () => {
  it('asks for no proposed API in the manifest', () => {
    assert.ok(!readFileSync('package.json', 'utf8').includes('enabledApiProposals'));
  });

  it('types the editor only by its published declarations, of the oldest version supported', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      engines: { vscode: string };
      devDependencies: Record<string, string>;
    };
    assert.equal(`^${manifest.devDependencies['@types/vscode'] ?? ''}`, manifest.engines.vscode);
    assert.deepEqual(
      sources.filter(({ text }) => /declare module ['"]vscode['"]/.test(text)).map(({ name }) => name),
      [],
    );
  });

  it('calls nothing that is only proposed', () => {
    const uses = sources.flatMap(({ name, text }) =>
      proposedNames.filter((proposed) => text.includes(proposed)).map((proposed) => `${name}: ${proposed}`),
    );
    assert.deepEqual(uses, []);
  });
});
