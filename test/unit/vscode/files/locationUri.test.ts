import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { readUri, toUri } from '../../../../src/vscode/files/locationUri';
import type { RepositoryLocation } from '../../../../src/repositories/location';

const onBranch = (name: string): RepositoryLocation => ({
  repository: { workspace: 'acme', slug: 'sales' },
  ref: { kind: 'branch', name },
});

const branches = fc
  .string({ unit: fc.constantFrom(...Array.from('aZ/∕%+#&=;@-_."\'<>ü語🚀25f')), minLength: 1, maxLength: 16 })
  .filter((name) => !/^\/|\/$|\/\//.test(name));
const names = fc
  .string({ unit: fc.constantFrom(...Array.from('aZ0 .-%+#&=;?@"\'<>ü語🚀~^\\:')), minLength: 1, maxLength: 12 })
  .filter((name) => name !== '.' && name !== '..');

describe('toUri', () => {
  it('survives being written and read again, as text and as JSON', () => {
    fc.assert(
      fc.property(branches, fc.array(names, { maxLength: 3 }), (branch, path) => {
        const place = { location: onBranch(branch), path: path.join('/') };
        const uri = toUri(place.location, place.path);
        const revived = vscode.Uri.from(JSON.parse(JSON.stringify(uri)) as vscode.Uri);
        assert.deepEqual([uri, vscode.Uri.parse(uri.toString()), revived].map(readUri), [place, place, place]);
      }),
      { numRuns: 1000 },
    );
  });

  it('survives, as a folder, one decoding too many and one too few', () => {
    fc.assert(
      fc.property(branches, (branch) => {
        const location = onBranch(branch);
        const uri = toUri(location, '');
        const spellings = [decodeURIComponent(uri.toString()), uri.toString(true), encodeURI(uri.toString(true))];
        for (const text of spellings) assert.deepEqual(readUri(vscode.Uri.parse(text)), { location, path: '' }, text);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the case of a branch', () => {
    assert.notEqual(toUri(onBranch('feature/X'), '').toString(), toUri(onBranch('feature/x'), '').toString());
  });
});

describe('readUri', () => {
  for (const text of [
    'file:///acme∕sales @ main',
    'maia-bitbucket://host/acme∕sales @ main',
    'maia-bitbucket:/.vimrc',
  ]) {
    it(`leaves ${text} to others`, () => {
      assert.equal(readUri(vscode.Uri.parse(text)), undefined);
    });
  }
});
