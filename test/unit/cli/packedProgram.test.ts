import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createPipelineText } from '../../support/pipelineText';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

const run = promisify(execFile);
/** On Windows npm is a script, which only a shell runs. */
const shell = process.platform === 'win32';
const good = createPipelineText({ kind: 'orchestration', components: [{ name: 'Start', type: 'start' }] });

describe('the program that npm packs', () => {
  let folder: TemporaryFolder;

  before(async () => {
    folder = createTemporaryFolder('packed');
    await run('npm', ['pack', '--pack-destination', folder.path], { shell });
    const [archive] = readdirSync(folder.path);
    writeFileSync(join(folder.path, 'package.json'), '{}');
    const options = ['--no-audit', '--no-fund', '--offline', '--ignore-scripts'];
    await run('npm', ['install', ...options, join(folder.path, archive ?? '')], { cwd: folder.path, shell });
  });

  after(() => {
    folder.remove();
  });

  function validate(content: string | Buffer): Promise<{ code: unknown; out: string }> {
    writeFileSync(join(folder.path, 'a.orch.yaml'), content);
    return call('.');
  }

  function call(path: string): Promise<{ code: unknown; out: string }> {
    const program = resolve(folder.path, 'node_modules/.bin', shell ? 'maia-bitbucket.cmd' : 'maia-bitbucket');
    return new Promise((settle) => {
      execFile(program, ['validate', path, '--format', 'json'], { cwd: folder.path, shell }, (error, out) => {
        settle({ code: error === null ? 0 : error.code, out });
      });
    });
  }

  it('checks pipelines in an empty folder, with no other package', async () => {
    assert.deepEqual(
      readdirSync(join(folder.path, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['maia-bitbucket'],
    );
    assert.deepEqual(await validate(good), { code: 0, out: '[]\n' });
  });

  it('reports a file that is not UTF-8, and says where nothing is a pipeline', async () => {
    const { code, out } = await validate(Buffer.from(good.replace('"Start"', '"Küche"'), 'latin1'));
    assert.equal(code, 1);
    assert.match(out, /"code": "file-encoding"/);
    assert.deepEqual(await call('package.json'), { code: 2, out: '' });
  });

  it('fails where a pipeline has an error', async () => {
    const { code, out } = await validate(good.replace('"start"', ''));
    assert.equal(code, 1);
    assert.match(out, /"code": "component-without-type"/);
  });
});
