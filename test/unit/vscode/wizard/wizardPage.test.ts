import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PageStart } from '../../../../src/wizard/protocol';
import { createWizardPage } from '../../../../src/vscode/wizard/wizardPage';
import { createWizardState } from '../../../../src/wizard/createWizardState';

function createStart(name: string): PageStart {
  const state = { ...createWizardState(), details: { name, description: '', dataPlatform: 'snowflake' as const } };
  return {
    id: 'w1',
    language: 'de',
    bundle: { Continue: 'Weiter' },
    first: { kind: 'state', state, problems: [], steps: [] },
  };
}

function createPage(name = ''): string {
  return createWizardPage({
    start: createStart(name),
    title: 'Create <Maia> project',
    scriptUrl: 'https://file+.vscode-resource.vscode-cdn.net/dist/webview/wizard.js?a=1&b=2',
    cspSource: "'self' https://*.vscode-cdn.net",
    nonce: 'n0nce',
  });
}

describe('the markup of the wizard’s page', () => {
  it('runs its own script and reaches nobody', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(createPage())?.[1]?.split('; ');
    assert.deepEqual(policy, [
      "default-src 'none'",
      "script-src 'nonce-n0nce'",
      "style-src 'self' https://*.vscode-cdn.net 'nonce-n0nce'",
      "font-src 'self' https://*.vscode-cdn.net",
      "img-src 'self' https://*.vscode-cdn.net data:",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('names its language, its place and its script', () => {
    const page = createPage();
    assert.match(page, /<html lang="de">/);
    assert.match(page, /<title>Create &lt;Maia&gt; project<\/title>/);
    assert.match(page, /<div id="wizard"><\/div>/);
    assert.match(page, /<script type="module" nonce="n0nce" src="https:\/\/[^"]*a=1&amp;b=2"><\/script>/);
  });

  it('carries all that is known, whatever people typed, and none of it becomes markup', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '</script><script>alert(1)</script>',
        '<!--<script>',
        ']]>',
        '\u2028',
        '\ud800',
        'Ünïcödé 🦊',
        '"&quot;',
      ),
    );
    fc.assert(
      fc.property(typed, (name) => {
        const page = createPage(name);
        const [, json = ''] = /<script type="application\/json" id="start">([^<]*)<\/script>/.exec(page) ?? [];
        assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(createStart(name))));
        assert.equal(page.match(/<script/g)?.length, 2);
      }),
    );
  });
});
