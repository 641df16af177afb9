import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from '../../emulator/commandLine';
import { defaultSeed } from '../../emulator/seeds/defaultSeed';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

describe('the command line of the emulator', () => {
  let folder: TemporaryFolder;
  before(() => {
    folder = createTemporaryFolder('seed');
  });
  after(() => {
    folder.remove();
  });

  function readWithSeed(text: string) {
    const path = join(folder.path, 'seed.json');
    writeFileSync(path, text);
    return readCommandLine(['--seed', path]);
  }

  it('may be empty: any free port then, on this computer only', () => {
    assert.deepEqual(readCommandLine([]), { host: '127.0.0.1', port: 0 });
  });

  it('takes the seed that tests begin with, as JSON', () => {
    assert.deepEqual(readWithSeed(JSON.stringify(defaultSeed)).seed, defaultSeed);
  });

  for (const port of ['x', '-1', '65536', '80.5', '']) {
    it(`refuses the port "${port}" with a sentence`, () => {
      assert.throws(() => readCommandLine([`--port=${port}`]), {
        name: 'UsageError',
        message: /is no port: .*65535\.$/,
      });
    });
  }

  it('says which options there are when it does not know one', () => {
    assert.throws(() => readCommandLine(['--prot', '1']), {
      name: 'UsageError',
      message: /'--prot'.* Known are --port/,
    });
  });

  it('says so when the seed cannot be read', () => {
    const args = ['--seed', join(folder.path, 'missing.json')];
    assert.throws(() => readCommandLine(args), { name: 'UsageError', message: /cannot be read: ENOENT/ });
  });

  const [first, ...others] = defaultSeed.repositories;
  const withRepository = (change: object) => ({ ...defaultSeed, repositories: [{ ...first, ...change }, ...others] });
  const mistakes: Record<string, [seed: unknown, message: RegExp]> = {
    'has nobody who signs in': [{ ...defaultSeed, users: [] }, /users: needs somebody who can sign in\.$/],
    'is a number': [5, /The whole: .*Object/],
    'lacks a part': [{ ...defaultSeed, contents: undefined }, /contents: .*undefined/],
    'has a property nobody reads': [withRepository({ privat: true }), /repositories\.0\.privat: /],
    'has a permission that Bitbucket does not know': [
      withRepository({ permissions: { anna: 'owner' } }),
      /repositories\.0\.permissions\.anna: .*"write"/,
    ],
    'has a date that is none': [withRepository({ updatedOn: 'soon' }), /updatedOn: is no ISO 8601 date\.$/],
    'gives a stranger access': [withRepository({ permissions: { zoe: 'read' } }), /sales-analytics" names "zoe"/],
    'puts a repository nowhere': [withRepository({ workspace: 'acne' }), /acne\/sales-analytics" is in a workspace/],
    'names content that is not there': [withRepository({ content: 'nothing' }), /the content "nothing"/],
    'has content but no branch': [withRepository({ mainBranch: undefined }), /"mainBranch", or neither/],
  };
  for (const [mistake, [seed, message]] of Object.entries(mistakes)) {
    it(`says where a seed ${mistake}`, () => {
      assert.throws(() => readWithSeed(JSON.stringify(seed)), { name: 'UsageError', message });
    });
  }

  it('says so when a seed is not JSON', () => {
    assert.throws(() => readWithSeed('{"users":'), { name: 'UsageError', message: /is no seed\. It is not JSON: / });
  });
});
