import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import JSZip from 'jszip';
import { packageExtension } from '../support/packageExtension';
import { createTemporaryFolder } from '../support/temporaryFolder';

const largestBytes = 1_500_000;

/** What people install, and nothing else: code, texts, pictures, and what the Marketplace shows. */
const wanted: readonly RegExp[] = [
  /^extension\/(package\.json|package\.nls(\.de)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/extension\.js$/,
  /^extension\/dist\/chunks\/[\w-]+\.js$/,
  /^extension\/dist\/webview\/wizard\.js$/,
  /^extension\/dist\/webview\/graph\.js$/,
  /^extension\/l10n\/bundle\.l10n\.de\.json$/,
  /^extension\/media\/(icon\.png|[\w-]+\.svg|maia-pipeline\.[\w-]+\.json|maia-bitbucket\.schema\.json)$/,
  /^extension\/media\/walkthrough\/[\w-]+\.svg$/,
  /^extension\/media\/screenshots\/[\w-]+\.png$/,
  /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/,
];

describe('package', () => {
  const folder = createTemporaryFolder('package-test');
  let vsix = '';

  before(async () => {
    vsix = await packageExtension(folder.path, []);
  });

  after(() => {
    folder.remove();
  });

  it('is small', () => {
    const { size } = statSync(vsix);
    assert.ok(size <= largestBytes, `${size} bytes are more than ${largestBytes}`);
  });

  it('holds what users need and nothing else', async () => {
    const names = await listNames(vsix);
    assert.deepEqual(
      names.filter((name) => !wanted.some((pattern) => pattern.test(name))),
      [],
    );
    const missing = wanted.filter((pattern) => !names.some((name) => pattern.test(name)));
    assert.deepEqual(missing.map(String), []);
  });

  it('shows only pictures that are in it', () => {
    const pictures = [...readFileSync('README.md', 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(
      (it) => it[1] ?? '',
    );
    assert.ok(pictures.length > 0);
    assert.deepEqual(
      pictures.filter((path) => !path.startsWith('media/') || !existsSync(path)),
      [],
    );
  });
});

async function listNames(archive: string): Promise<string[]> {
  const { files } = await JSZip.loadAsync(readFileSync(archive));
  return Object.values(files)
    .filter(({ dir }) => !dir)
    .map(({ name }) => name);
}
