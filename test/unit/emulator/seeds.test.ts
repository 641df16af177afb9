import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { startEmulator } from '../../emulator/emulator';
import { defaultSeed } from '../../emulator/seeds/defaultSeed';
import { createGeneratedSeed } from '../../emulator/seeds/generatedSeed';

interface Pipeline {
  readonly type: string;
  readonly version: string;
  readonly pipeline: { readonly components: Readonly<Record<string, Component>> };
  readonly design: { readonly components: object };
}

interface Component {
  readonly transitions?: Readonly<Record<string, readonly string[]>>;
  readonly sources?: readonly string[];
  readonly iterationTarget?: string;
  readonly parameters: {
    readonly componentName: string;
    readonly orchestrationJob?: string;
    readonly transformationJob?: string;
  };
}

/** Every pipeline of every commit of the default seed. */
const pipelines = Object.entries(defaultSeed.contents).flatMap(([name, { commits }]) => {
  const files = commits.flatMap((commit) => Object.entries(commit.files));
  const paths = files.map(([path]) => path);
  return files.flatMap(([path, file]) =>
    /\.(orch|tran)\.yaml$/.test(path) ? [{ name, path, paths, text: file as string }] : [],
  );
});

describe('the default seed', () => {
  for (const { name, path, paths, text } of pipelines) {
    it(`has a sound pipeline ${path} in ${name}`, () => {
      const { type, version, pipeline, design } = parse(text) as Pipeline;
      const names = Object.keys(pipeline.components);
      assert.equal(type, path.endsWith('.orch.yaml') ? 'orchestration' : 'transformation');
      assert.equal(version, '1.0');
      assert.deepEqual(Object.keys(design.components), names);
      for (const [key, { transitions = {}, sources = [], iterationTarget, parameters }] of Object.entries(
        pipeline.components,
      )) {
        const named = [
          ...Object.values(transitions).flat(),
          ...sources,
          ...(iterationTarget === undefined ? [] : [iterationTarget]),
        ];
        assert.deepEqual(
          named.filter((other) => !names.includes(other)),
          [],
          key,
        );
        assert.equal(parameters.componentName, key);
        const child = parameters.orchestrationJob ?? parameters.transformationJob;
        if (child !== undefined) assert.ok(paths.includes(child), child);
      }
    });
  }

  it('has enough pipelines to look at', () => {
    assert.ok(pipelines.filter(({ name }) => name === 'sales-analytics').length >= 8);
  });
});

describe('a generated seed', () => {
  it('serves thousands of repositories, each with commits of its own', async () => {
    const seed = createGeneratedSeed({ workspaces: 3, repositoriesPerWorkspace: 500, pipelinesPerRepository: 60 });
    const emulator = await startEmulator({ seed });
    try {
      const { access_token } = await new EmulatorAdmin(emulator.adminUrl).mintTokens('anna', ['account', 'repository']);
      const get = async (path: string) =>
        (await (
          await fetch(`${emulator.apiUrl}${path}`, { headers: { Authorization: `Bearer ${access_token}` } })
        ).json()) as {
          size: number;
          values: { path: string }[];
          target: { hash: string };
        };
      assert.equal((await get('/repositories/team-02?role=contributor&pagelen=100')).size, 500);
      const tree = await get('/repositories/team-02/project-0007/src/main/?max_depth=9&pagelen=100&q=path~"yaml"');
      assert.equal(tree.values.filter(({ path }) => /\.(orch|tran)\.yaml$/.test(path)).length, 60);
      const [one, other] = await Promise.all(
        ['project-0001', 'project-0002'].map((slug) => get(`/repositories/team-01/${slug}/refs/branches/main`)),
      );
      assert.notEqual(one?.target.hash, other?.target.hash);
    } finally {
      await emulator.stop();
    }
  });
});
