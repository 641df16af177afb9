import assert from 'node:assert/strict';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCli, type CliProcess } from '../../../src/cli/runCli';
import { readFolderOnDisk } from '../../../src/cli/listFiles';
import { createPipelineText, type ComponentSpec } from '../../support/pipelineText';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

const start: ComponentSpec = { name: 'Start', type: 'start', transitions: { unconditional: ['Run'] } };
const run: ComponentSpec = { name: 'Run', type: 'run-orchestration', parameters: { orchestrationJob: 'sub/child' } };
const parent = createPipelineText({ kind: 'orchestration', components: [start, run] });
const child = createPipelineText({ kind: 'orchestration', components: [{ name: 'Start', type: 'start' }] });
const dangling = child.replace(
  '      parameters:',
  '      transitions:\n        success:\n        - "Nowhere"\n      parameters:',
);

describe('maia-bitbucket validate', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = createTemporaryFolder('cli');
  });

  afterEach(() => {
    folder.remove();
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder.path, path)), { recursive: true });
      writeFileSync(join(folder.path, path), text);
    }
  }

  const call = (...args: string[]) => callWith({}, ...args);

  async function callWith(ports: Partial<Pick<CliProcess, 'readFolder' | 'cwd'>>, ...args: string[]) {
    let out = '';
    let error = '';
    const code = await runCli({
      args,
      cwd: folder.path,
      version: '1.2.3',
      writeOut: (text) => (out += text),
      writeError: (text) => (error += text),
      ...ports,
    });
    return { code, out, error };
  }

  it('takes a folder for the root of a repository where no mark says otherwise', async () => {
    write({ 'repo/parent.orch.yaml': parent, 'repo/sub/child.orch.yaml': child });
    assert.deepEqual(await call('validate', 'repo'), {
      code: 0,
      out: '0 errors, 0 warnings, 0 hints in 2 files.\n',
      error: '',
    });
  });

  it('says where an error is, in text', async () => {
    write({ 'sub/child.orch.yaml': dangling });
    const { code, out } = await call('validate', '.');
    assert.equal(code, 1);
    assert.equal(
      out,
      'sub/child.orch.yaml:9:11 error No component is named “Nowhere”. [unknown-transition-target]\n' +
        '1 error, 0 warnings, 0 hints in 1 file.\n',
    );
  });

  it('says it to other programs in JSON, and nothing else', async () => {
    write({ 'repo/sub/child.orch.yaml': dangling });
    const { code, out, error } = await call('validate', 'repo', '--format', 'json');
    assert.deepEqual(JSON.parse(out), [
      {
        file: 'repo/sub/child.orch.yaml',
        line: 9,
        column: 11,
        severity: 'error',
        code: 'unknown-transition-target',
        message: 'No component is named “Nowhere”.',
      },
    ]);
    assert.deepEqual([code, error], [1, '']);
  });

  it('writes an empty array where all is well', async () => {
    write({ 'a.orch.yaml': child });
    assert.deepEqual(await call('validate', '.', '--format=json'), { code: 0, out: '[]\n', error: '' });
  });

  it('counts columns without the byte order mark, and lines of Windows as lines', async () => {
    write({ 'a.orch.yaml': `\u{FEFF}${dangling.replaceAll('\n', '\r\n')}` });
    const { out } = await call('validate', '.');
    assert.match(out, /^a\.orch\.yaml:9:11 error/);
    write({ 'a.orch.yaml': `\u{FEFF}${child.replace('"orchestration"', '"x"')}` });
    assert.match((await call('validate', '.')).out, /^a\.orch\.yaml:1:7 error/);
  });

  it('lets warnings pass, unless there are more than allowed', async () => {
    write({ 'parent.orch.yaml': parent });
    const codes = [
      (await call('validate', '.')).code,
      (await call('validate', '.', '--max-warnings', '1')).code,
      (await call('validate', '.', '--max-warnings', '0')).code,
    ];
    assert.deepEqual(codes, [0, 0, 1]);
  });

  it('resolves the children of a single file from the root that has .git or .matillion', async () => {
    write({ 'repo/main/parent.orch.yaml': parent, 'repo/.matillion/x': '' });
    assert.match((await call('validate', 'repo/main/parent.orch.yaml')).out, /child-pipeline-missing/);
  });

  it('does not look for the children of a file whose repository it does not know', async () => {
    write({ 'parent.orch.yaml': parent });
    assert.match((await call('validate', 'parent.orch.yaml')).out, /^0 errors, 0 warnings, 0 hints in 1 file/);
  });

  describe('a folder', () => {
    const lines = (out: string) => out.trimEnd().split('\n');

    it('is checked from the root around it, however it is named', async () => {
      write({ 'repo/.git/HEAD': '', 'repo/pipes/parent.orch.yaml': parent, 'repo/sub/child.orch.yaml': child });
      for (const paths of [['repo'], ['repo/pipes'], ['repo/pipes', 'repo'], ['repo', 'repo/pipes', 'repo/pipes/*']]) {
        assert.match((await call('validate', ...paths)).out, /^0 errors, 0 warnings, 0 hints in [12] files?\.\n$/);
      }
      assert.match((await call('validate', 'repo', 'repo/pipes')).out, / in 2 files\.\n$/);
    });

    it('names its files from the working folder, wherever the root is', async () => {
      write({ '.git/HEAD': '', 'pipes/a.orch.yaml': dangling });
      const there = { cwd: join(folder.path, 'pipes') };
      assert.match((await callWith(there, 'validate', '.')).out, /^a\.orch\.yaml:9:11 error/);
      assert.match((await callWith(there, 'validate', 'a.orch.yaml')).out, /^a\.orch\.yaml:9:11 error/);
    });

    it('gives one answer for what is in two named folders and in no repository', async () => {
      write({ 'repo/pipes/parent.orch.yaml': parent, 'repo/sub/child.orch.yaml': child });
      for (const paths of [
        ['repo', 'repo/pipes'],
        ['repo/pipes', 'repo'],
        ['repo/pipes/*', 'repo'],
      ]) {
        assert.deepEqual(lines((await call('validate', ...paths)).out), ['0 errors, 0 warnings, 0 hints in 2 files.']);
      }
    });

    it('may hold projects, each with its own root and rules', async () => {
      const rules = 'rules:\n- id: "minimum-components"\n  enabled: true\n  config:\n    minComponents: 2\n';
      write({
        '.git/HEAD': '',
        'a/.matillion/config/pipeline_quality_rules.yaml': rules,
        'a/parent.orch.yaml': parent,
        'a/sub/child.orch.yaml': child,
        'b/child.orch.yaml': child,
      });
      const { out } = await call('validate', 'a');
      assert.match(out, /^a\/sub\/child\.orch\.yaml:.*\[quality-minimum-components\]\n1 error, .* in 3 files\.\n$/);
      assert.equal((await call('validate', '.')).out, out.replace('in 3 files', 'in 4 files'));
    });

    it('inside of another project is told of once where it cannot be listed', async () => {
      write({ '.git/HEAD': '', 'a/.matillion/x': '', 'a/a.orch.yaml': child, 'a/sub/b.orch.yaml': child });
      const readFolder = (path: string) => {
        if (path === join(folder.path, 'a/sub')) throw new Error('EACCES: permission denied, scandir');
        return readFolderOnDisk(path);
      };
      for (const paths of [['.'], ['a'], ['a', '.']]) {
        const { code, out } = await callWith({ readFolder }, 'validate', ...paths);
        assert.equal(code, 2);
        assert.match(out, /^a\/sub:1:1 error [^\n]*\n1 error, 0 warnings, 0 hints in 1 file\.\n$/);
      }
    });
  });

  it('takes patterns', async () => {
    write({ 'a/x.orch.yaml': dangling, 'b/y.orch.yaml': dangling, 'b/z.txt': '' });
    assert.match((await call('validate', 'b/**/*.orch.yaml')).out, /^b\/y\.orch\.yaml[^\n]*\n1 error/);
    assert.match((await call('validate', '*/*.orch.yaml')).out, /2 errors, 0 warnings, 0 hints in 2 files/);
  });

  it('tells of a file once that is named twice, by itself and with its folder', async () => {
    write({ 'repo/a.orch.yaml': dangling });
    const { out } = await call('validate', 'repo', './repo', 'repo/a.orch.yaml', 'repo/*.yaml');
    assert.match(out, /^repo\/a\.orch\.yaml[^\n]*\n1 error, 0 warnings, 0 hints in 1 file\.\n$/);
  });

  it('holds a repository to its own quality rules, and the rules to their form', async () => {
    write({
      'a.orch.yaml': child,
      '.matillion/config/pipeline_quality_rules.yaml':
        'rules:\n- id: "minimum-components"\n  enabled: true\n  enforcementLevel: "error"\n  config:\n    minComponents: 2\n- id: "odd"\n  enabled: true\n',
    });
    const { code, out } = await call('validate', '.');
    assert.equal(code, 1);
    assert.match(out, /pipeline_quality_rules\.yaml:7:7 warning .*\[quality-rules-unknown\]/);
    assert.match(out, /a\.orch\.yaml:4:3 error .*\[quality-minimum-components\]/);
  });

  it('says when the rules for Maia’s assistant are too long together', async () => {
    write({
      '.matillion/maia/rules/a.md': 'a'.repeat(7000),
      '.matillion/maia/rules/b.md': `${'b'.repeat(4999)}\n${'b'.repeat(50)}`,
    });
    assert.match((await call('validate', '.')).out, /^\.matillion\/maia\/rules\/b\.md:2:1 warning .*12050.*12000/);
  });

  it('leaves the folders of Git and of packages alone', async () => {
    write({ '.git/a.orch.yaml': dangling, 'node_modules/x/a.orch.yaml': dangling, 'b.orch.yaml': child });
    assert.match((await call('validate', '.')).out, /^0 errors.* in 1 file\.$/m);
  });

  describe('a file that has no text to check', () => {
    const latin = Buffer.from(child.replace('"Start"', '"Küche"'), 'latin1');

    it('is an error where its first byte is that is not UTF-8; the others are checked', async () => {
      write({ 'b.orch.yaml': dangling });
      writeFileSync(join(folder.path, 'a.orch.yaml'), latin);
      const { code, out } = await call('validate', '.');
      const [first, second] = out.split('\n');
      const line = child.split('\n').findIndex((it) => it.includes('"Start"'));
      const column = (child.split('\n')[line]?.indexOf('"Start"') ?? 0) + '"K'.length + 1;
      assert.equal(
        first,
        `a.orch.yaml:${line + 1}:${column} error This file is not encoded as UTF-8, so it was not checked. Save it as UTF-8. [file-encoding]`,
      );
      assert.match(second ?? '', /^b\.orch\.yaml:9:11 error/);
      assert.equal(code, 1);
    });

    it('is an error, and one that ends with 2, where it cannot be read; the others are checked', async () => {
      write({ 'a.orch.yaml': '', 'b.orch.yaml': dangling });
      // Takes no space, and nobody reads so much at once; permissions would not keep root from reading.
      truncateSync(join(folder.path, 'a.orch.yaml'), 2 ** 32);
      const { code, out, error } = await call('validate', '.', '--format', 'json');
      const problems = JSON.parse(out) as readonly { file: string; code: string; message: string }[];
      assert.deepEqual(
        problems.map((problem) => [problem.file, problem.code]),
        [
          ['a.orch.yaml', 'file-unreadable'],
          ['b.orch.yaml', 'unknown-transition-target'],
        ],
      );
      assert.match(problems[0]?.message ?? '', /^This file could not be read \(.+\), so it was not checked\.$/);
      assert.deepEqual([code, error], [2, '']);
    });

    it('is told once, also when the rules in it would have been used', async () => {
      write({ 'a.orch.yaml': child, '.matillion/config/x': '' });
      const rules = '.matillion/config/pipeline_quality_rules.yaml';
      writeFileSync(join(folder.path, rules), latin);
      assert.match(
        (await call('validate', '.')).out,
        /^\.matillion\/config\/pipeline_quality_rules\.yaml:\d+:\d+ error [^\n]*\n1 error, /,
      );
    });
  });

  it('says which folder cannot be listed, and ends with 2; what is in it may be named all the same', async () => {
    write({ 'repo/parent.orch.yaml': parent, 'repo/sub/child.orch.yaml': child });
    const refuse = (refused: string) => (path: string) => {
      if (path === join(folder.path, refused)) throw new Error(`EACCES: permission denied, scandir '${path}'`);
      return readFolderOnDisk(path);
    };
    const message = 'This folder could not be listed (EACCES: permission denied), so what is in it was not checked.';
    assert.deepEqual(await callWith({ readFolder: refuse('repo/sub') }, 'validate', 'repo'), {
      code: 2,
      out: `repo/sub:1:1 error ${message} [folder-unreadable]\n1 error, 0 warnings, 0 hints in 1 file.\n`,
      error: '',
    });
    const { code, out } = await callWith({ readFolder: refuse('') }, 'validate', '.');
    assert.deepEqual([code, out.split('\n')[0]], [2, `.:1:1 error ${message} [folder-unreadable]`]);
  });

  it('passes over files that are no pipelines, next to some that are', async () => {
    write({ 'a.orch.yaml': child, 'x.txt': '' });
    assert.match((await call('validate', 'a.orch.yaml', 'x.txt')).out, /in 1 file\.$/m);
  });

  const nothing: readonly { title: string; args: readonly string[] }[] = [
    { title: 'a file', args: ['x.txt'] },
    { title: 'a pattern', args: ['*.txt'] },
    { title: 'a folder', args: ['.'] },
    { title: 'a file, for other programs', args: ['x.txt', '--format', 'json'] },
  ];
  for (const { title, args } of nothing) {
    it(`ends with 2 and says so where nothing is a pipeline: ${title}`, async () => {
      write({ 'x.txt': '' });
      const error = `There is nothing to check: no file in “${args[0] ?? ''}” is a Maia pipeline (*.orch.yaml, *.tran.yaml).\n`;
      assert.deepEqual(await call('validate', ...args), { code: 2, out: '', error });
    });
  }

  const misuses: readonly { title: string; args: string[]; says: RegExp }[] = [
    { title: 'no command', args: [], says: /command is missing/ },
    { title: 'another command', args: ['lint', '.'], says: /no command “lint”/ },
    { title: 'no path', args: ['validate'], says: /path is missing/ },
    { title: 'a path that is not there', args: ['validate', 'nowhere'], says: /no file or folder “nowhere”/ },
    { title: 'a pattern without matches', args: ['validate', '**/*.orch.yaml'], says: /nothing matches/ },
    { title: 'an unknown format', args: ['validate', '.', '--format', 'xml'], says: /no format “xml”/ },
    { title: 'no number of warnings', args: ['validate', '.', '--max-warnings', 'many'], says: /takes a number/ },
    { title: 'an unknown option', args: ['validate', '.', '--fix'], says: /--fix/ },
  ];
  for (const { title, args, says } of misuses) {
    it(`ends with 2 and says why: ${title}`, async () => {
      const { code, out, error } = await call(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(error, says);
    });
  }

  it('tells its version and how to use it', async () => {
    assert.deepEqual(await call('--version'), { code: 0, out: '1.2.3\n', error: '' });
    assert.match((await call('-h')).out, /^Usage: maia-bitbucket validate/);
  });
});
