// Builds the extension into dist/, or (--tests) everything under test/ into out/.
//   node esbuild.mjs [--production] [--watch] [--outdir=FOLDER] [--metafile=FILE]
//   node esbuild.mjs --page [--production] [--outdir=FOLDER]
//   node esbuild.mjs --tests
//   node esbuild.mjs --cli [--outdir=FOLDER]      the program for the command line, in one file
// MAIA_CONSUMERS bakes OAuth consumers into the build: a JSON array of {key, secret, callbackUrl}.
import { build, context } from 'esbuild';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const flags = new Set(process.argv.slice(2));
const outdir = findOption('outdir') ?? 'dist';
const metafile = findOption('metafile');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** Values that the code reads from `src/buildConstants.ts`. */
const define = {
  __EXTENSION_VERSION__: JSON.stringify(manifest.version),
  __BAKED_CONSUMERS__: JSON.stringify(readBakedConsumers()),
};

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  define,
  // A watching editor reads when a build begins and ends.
  logLevel: flags.has('--watch') ? 'info' : 'warning',
  plugins: [patchedHttp()],
  // Its build for Node asks for an environment variable at every token, which takes a quarter of the time.
  alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
};

/** @type {import('esbuild').BuildOptions} */
const extension = {
  ...shared,
  entryPoints: ['src/extension.ts'],
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  // CommonJS libraries inside the bundle use `require` and `__filename`, which an ES module does not have.
  define: { ...define, __filename: 'import.meta.filename' },
  banner: {
    js: "import { createRequire as forBundle } from 'node:module'; const require = (id) => forBundle(import.meta.url)(id);",
  },
  minify: flags.has('--production'),
  sourcemap: flags.has('--production') ? false : 'linked',
};

/** The pages of the wizard and of the graph: one script each for the browser.
 * @type {import('esbuild').BuildOptions} */
const page = {
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2023',
  entryPoints: { wizard: 'src/webview/wizard/main.ts', graph: 'src/webview/graph/main.ts' },
  outdir: `${outdir}/webview`,
  tsconfig: 'src/webview/tsconfig.json',
  loader: { '.svg': 'text', '.css': 'text' },
  minify: flags.has('--production'),
  sourcemap: flags.has('--production') ? false : 'inline',
  logLevel: extension.logLevel,
};

/** For `npx maia-bitbucket`: not part of what the editor installs. */
const cli = {
  ...extension,
  entryPoints: { cli: 'src/cli/main.ts' },
  splitting: false,
  banner: { js: `#!/usr/bin/env node\n${extension.banner.js}` },
  minify: true,
  sourcemap: false,
};

if (flags.has('--tests')) await buildTests();
else if (flags.has('--cli')) await build(cli);
else if (flags.has('--page')) await build(page);
else if (flags.has('--watch')) await Promise.all([extension, page].map(async (it) => (await context(it)).watch()));
else {
  rmSync(outdir, { recursive: true, force: true });
  await build(page);
  const result = await build({ ...extension, metafile: true });
  if (flags.has('--production')) await joinEarlyChunks(result.metafile.outputs);
  if (metafile !== undefined) writeFileSync(metafile, JSON.stringify(result.metafile));
}

function findOption(name) {
  return process.argv.find((it) => it.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
}

/**
 * Moves the chunks that the main file imports at once into it: the editor looks at every import of an extension, so
 * twenty small files take longer to wake up than one. What is loaded later still imports such a chunk, of which one
 * line stays that hands on from the main file. Keeps the metafile's `outputs` true.
 */
async function joinEarlyChunks(outputs) {
  const main = Object.keys(outputs).find((path) => outputs[path].entryPoint === 'src/extension.ts');
  const chunks = findEarlyChunks(main, outputs);
  const early = new Set([main, ...chunks].map((path) => resolve(path)));
  const renamed = (path) => outputs[path].exports.map((name) => [name, `${name}$${chunks.indexOf(path)}`]);
  const joined = await build({
    stdin: {
      contents: [
        `export * from './${main}';`,
        ...chunks.map((path) => `export { ${renamed(path).map(([a, b]) => `${a} as ${b}`)} } from './${path}';`),
      ].join('\n'),
      resolveDir: '.',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    write: false,
    external: ['vscode'],
    plugins: [leaveLateChunks(early, dirname(main))],
  });
  const [{ contents }] = joined.outputFiles;
  writeFileSync(main, contents);
  Object.assign(outputs[main], {
    bytes: contents.length,
    inputs: Object.assign({}, ...[main, ...chunks].map((path) => outputs[path].inputs)),
    imports: [main, ...chunks].flatMap((path) => outputs[path].imports.filter((it) => !early.has(resolve(it.path)))),
  });
  for (const path of chunks) {
    const back = relative(dirname(path), main).replaceAll('\\', '/');
    const line = `export{${renamed(path).map(([a, b]) => `${b} as ${a}`)}}from"${back}";\n`;
    writeFileSync(path, line);
    const imports = [{ path: main, kind: 'import-statement' }];
    Object.assign(outputs[path], { bytes: line.length, inputs: {}, imports });
  }
}

/** The chunks that are loaded together with a file, in no particular order. */
function findEarlyChunks(path, outputs, found = new Set()) {
  for (const imported of outputs[path].imports) {
    if (imported.kind !== 'import-statement' || imported.external || found.has(imported.path)) continue;
    found.add(imported.path);
    findEarlyChunks(imported.path, outputs, found);
  }
  return [...found];
}

/** Imports of other chunks stay imports, from where the main file is. */
function leaveLateChunks(early, folder) {
  return {
    name: 'leave-late-chunks',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const target = resolve(resolveDir, path);
        if (early.has(target) && kind !== 'dynamic-import') return { path: target };
        return { path: `./${relative(folder, target).replaceAll('\\', '/')}`, external: true };
      });
    },
  };
}

/** Tests whose sources are gone would still be found and run. */
function removeStaleTests(sources) {
  const expected = new Set(sources.map((name) => `out/${name.replace(/\.ts$/, '.js')}`));
  const built = readdirSync('out/test', { recursive: true })
    .map((name) => `out/test/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.test.js') && !expected.has(name));
  for (const name of built) rmSync(name, { force: true });
}

/** Unit tests see a stub of the editor, host tests the real one; programs are ordinary Node modules. */
async function buildTests() {
  const options = {
    ...shared,
    outdir: 'out',
    outbase: '.',
    packages: 'external',
    sourcemap: 'linked',
  };
  const sources = readdirSync('test', { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `test/${name.replaceAll('\\', '/')}`);
  const below = (...folders) => sources.filter((name) => folders.some((folder) => name.startsWith(`test/${folder}/`)));
  const inHost = below('host');
  const unit = below('unit', 'contract', 'windows').filter((name) => /\.test\.ts$|editorWindow\.ts$/.test(name));
  const measuredCode = 'test/bench/dataSourceProbe.ts';
  const programs = below('support', 'emulator', 'bench', 'e2e', 'model', 'page').filter(
    (name) => name !== measuredCode,
  );
  await Promise.all([
    build({ ...options, entryPoints: programs, chunkNames: 'test/chunks/[name]-[hash]' }),
    build({
      ...options,
      entryPoints: unit,
      chunkNames: 'test/unit-chunks/[name]-[hash]',
      alias: { ...shared.alias, vscode: './test/support/vscodeStub.ts' },
      // What the stub leaves out fails where a test uses it, not before.
      logOverride: { 'import-is-undefined': 'silent' },
    }),
    build({
      ...options,
      entryPoints: inHost,
      chunkNames: 'test/host-chunks/[name]-[hash]',
      packages: 'bundle',
      banner: extension.banner,
      external: ['vscode', 'mocha'],
    }),
    // What is measured is bundled as it is packaged.
    build({
      ...extension,
      entryPoints: [measuredCode],
      outdir: 'out',
      outbase: '.',
      chunkNames: 'test/bench-chunks/[name]-[hash]',
      minify: true,
      sourcemap: false,
    }),
  ]);
  removeStaleTests(sources);
}

/** Reads and checks MAIA_CONSUMERS, so that a typing error stops the build and not a user's sign-in. */
function readBakedConsumers() {
  const text = process.env.MAIA_CONSUMERS;
  if (text === undefined || text === '') return [];
  const consumers = JSON.parse(text);
  const isComplete = (it) =>
    ['key', 'secret', 'callbackUrl'].every((name) => typeof it?.[name] === 'string' && it[name]);
  if (!Array.isArray(consumers) || !consumers.every(isComplete)) {
    throw new Error('MAIA_CONSUMERS must be a JSON array of {key, secret, callbackUrl}, all non-empty strings.');
  }
  return consumers.map(({ key, secret, callbackUrl }) => ({ key, secret, callbackUrl }));
}

/**
 * The editor applies its proxy and certificate settings where `require('http')` or `require('https')` is called, for
 * the extension that calls. What an ESM import of `node:https` gets depends on how it is written (named imports are
 * bound before the editor changes anything), so those imports become such calls.
 */
function patchedHttp() {
  const namespace = 'patched-http';
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(node:)?https?$/ }, ({ path, pluginData }) =>
        pluginData === namespace ? undefined : { path: path.replace('node:', ''), namespace },
      );
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `import { createRequire } from 'node:module';
const loaded = createRequire(import.meta.url)('${path}');
export default loaded;
export const { request, get, Agent, globalAgent, createServer, STATUS_CODES, METHODS, IncomingMessage, ClientRequest, Server, ServerResponse } = loaded;`,
        loader: 'js',
      }));
    },
  };
}
