import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { defaultEndpoints } from '../../src/auth/endpoints';
import { writeSessionIndex, writeStoredSession } from '../../src/auth/readStoredSessions';
import { toSessionPlace } from '../../src/auth/sessionPlace';
import type { ActivationReport } from '../support/observeActivation';
import { buildProductionBundle, toTotalBytes, type ProductionBundle } from '../support/productionBundle';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const run = promisify(execFile);

/** Heavy ones: each belongs to something the user does later, and comes with it. */
const lateLibraries = ['node-fetch', 'valibot', 'yaml', 'write-file-atomic', 'proper-lockfile', 'graceful-fs'];

const consumer = { key: 'a-key', secret: 'a-secret', callbackUrl: 'vscode://maia-community.maia-bitbucket/authorized' };

const session = {
  id: 'one',
  account: { id: 'anna', label: 'Anna' },
  scopes: ['account', 'repository:write'],
  endpoints: defaultEndpoints,
  consumerKey: consumer.key,
  tokens: { accessToken: 'access', refreshToken: 'refresh', receivedAt: 0, expiresAt: 0 },
};

/** As much as a user can wait for without noticing. */
const maximumBytes = 150_000;

describe('what the editor loads when the extension wakes up', () => {
  let folder: TemporaryFolder;
  let bundle: ProductionBundle;

  before(async () => {
    folder = createTemporaryFolder('bundle');
    bundle = await buildProductionBundle(folder.path, [consumer]);
    writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
    writeVscodeModule(join(folder.path, 'node_modules/vscode'));
  });

  after(() => {
    folder.remove();
  });

  it('is small', () => {
    const bytes = toTotalBytes(bundle.loadedAtOnce);
    assert.ok(bytes <= maximumBytes, `${bytes} bytes instead of at most ${maximumBytes}.`);
  });

  it('holds none of the libraries that only later steps need', () => {
    const librariesOf = (files: ProductionBundle['files']) =>
      new Set(files.flatMap(({ sources }) => sources.map((source) => /node_modules\/([^/]+)\//.exec(source)?.[1])));
    const early = librariesOf(bundle.loadedAtOnce);
    assert.deepEqual(
      lateLibraries.filter((name) => early.has(name)),
      [],
    );
    // Otherwise the names above would say nothing.
    assert.ok(librariesOf(bundle.files).has('node-fetch'));
  });

  it('understands no pipeline before one is opened: that comes with the first', () => {
    const isOfPipelines = (source: string) => /^src\/(?:vscode\/)?pipelines\//.test(source);
    const early = bundle.loadedAtOnce.flatMap(({ sources }) => sources).filter(isOfPipelines);
    assert.deepEqual(early, ['src/vscode/pipelines/registerPipelines.ts']);
    assert.ok(bundle.files.some(({ sources }) => sources.includes('src/vscode/pipelines/startPipelines.ts')));
  });

  it('is all that is read, and nobody is called, as long as nobody is signed in', async () => {
    const { dist, fileCalls, outsideCalls } = await observeActivation(folder.path, {});
    const expected = new Set(bundle.loadedAtOnce.map(({ path }) => path));
    assert.deepEqual(new Set(dist), expected);
    assert.deepEqual(fileCalls, []);
    assert.deepEqual(outsideCalls, []);
  });

  it('is followed by what reads the sessions once somebody is signed in, and still nobody is called', async () => {
    const place = await toSessionPlace(session);
    const secrets = {
      'maia.sessions': writeSessionIndex([place]),
      [`maia.session.${place}`]: writeStoredSession(session),
    };
    const { dist, fileCalls, outsideCalls } = await observeActivation(folder.path, secrets);
    const early = new Set(bundle.loadedAtOnce.map(({ path }) => path));
    const late = bundle.files.filter(({ path }) => dist.includes(path) && !early.has(path));
    assert.ok(
      late.some(({ sources }) => sources.includes('src/auth/readStoredSessions.ts')),
      'The sessions were not read.',
    );
    assert.deepEqual(
      late.flatMap(({ sources }) => sources).filter((path) => !/^src\/auth\/|^node_modules\/valibot\//.test(path)),
      [],
    );
    assert.deepEqual(fileCalls, []);
    assert.deepEqual(outsideCalls, []);
  });
});

/** `dist` are the scripts of the bundle that were loaded until nothing was left to do. */
async function observeActivation(folder: string, secrets: Readonly<Record<string, string>>) {
  const program = resolve('out/test/support/observeActivation.js');
  const { stdout } = await run(process.execPath, [program, folder, JSON.stringify(secrets)]);
  const report = JSON.parse(stdout) as ActivationReport;
  return { ...report, dist: report.scripts.filter((path) => path.startsWith(join(resolve(folder), 'dist'))) };
}

/** A module with the exports of the editor's API. */
function writeVscodeModule(folder: string): void {
  const types = readFileSync(createRequire(import.meta.url).resolve('@types/vscode/index.d.ts'), 'utf8');
  const names = new Set(
    [...types.matchAll(/^\s+export (?:namespace|class|enum|const|function|let) (\w+)/gm)].map(([, name]) => name),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module","main":"index.js"}');
  writeFileSync(
    join(folder, 'index.js'),
    [...names].map((name) => `export const ${name ?? ''} = globalThis.toInertExport('${name ?? ''}');`).join('\n'),
  );
}
