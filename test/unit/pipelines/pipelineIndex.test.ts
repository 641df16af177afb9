import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileFacts } from '../../../src/pipelines/fileFacts';
import { PipelineIndex } from '../../../src/pipelines/pipelineIndex';
import { parseFileFacts, readFileFacts } from '../../../src/pipelines/readFileFacts';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { createPipelineText } from '../../support/pipelineText';

const toText = (...jobs: readonly string[]) =>
  createPipelineText({
    kind: 'orchestration',
    components: jobs.map((job, index) => ({
      name: `Run ${index}`,
      type: 'run-orchestration',
      parameters: { orchestrationJob: job },
    })),
  });
const factsOf = (text: string): FileFacts => readFileFacts(readPipeline(text, 'orchestration'));

/** Everything an index says. */
function describeIndex(index: PipelineIndex, paths: readonly string[]) {
  return {
    pipelines: index.pipelines,
    unread: index.unread,
    referrers: paths.map((path) =>
      index.findReferrers(path).map((it) => `${it.path} ${it.match} ${it.reference.written} → ${path}`),
    ),
  };
}

describe('the index of a repository', () => {
  it('finds who names a pipeline: by its path, from the folder of who refers, and by its name alone', () => {
    const index = new PipelineIndex();
    index.setFiles(['a/load.orch.yaml', 'a/main.orch.yaml', 'stale.orch.yaml', 'other.orch.yaml'], 'pipelines');
    index.setFacts(
      new Map([
        ['a/main.orch.yaml', factsOf(toText('load', 'a/load.orch.yaml'))],
        ['stale.orch.yaml', factsOf(toText('old/load'))],
        ['other.orch.yaml', factsOf(toText('a/main'))],
      ]),
    );
    assert.deepEqual(
      index.findReferrers('a/load.orch.yaml').map((it) => `${it.path}: ${it.reference.component} ${it.match}`),
      ['a/main.orch.yaml: Run 0 relative', 'a/main.orch.yaml: Run 1 found', 'stale.orch.yaml: Run 0 moved'],
    );
    assert.deepEqual(index.unread, ['a/load.orch.yaml']);
  });

  it('finds who runs a shared pipeline, whatever project it names', () => {
    const index = new PipelineIndex();
    const run = (pipelineName: string) =>
      factsOf(
        createPipelineText({
          kind: 'orchestration',
          components: [{ name: 'Run', type: 'run-shared-pipeline', parameters: { pipelineName } }],
        }),
      );
    index.setFacts(
      new Map([
        ['b.orch.yaml', run('Sales#load')],
        ['a.orch.yaml', run('Finance#load')],
        ['c.orch.yaml', run('Sales#clean')],
      ]),
    );
    const uses = () => index.findSharedUses('load').map(({ path, use }) => `${path} ${use.name}`);
    assert.deepEqual(uses(), ['a.orch.yaml Finance#load', 'b.orch.yaml Sales#load']);
    index.deleteFile('a.orch.yaml');
    assert.deepEqual(uses(), ['b.orch.yaml Sales#load']);
    assert.deepEqual(index.findReferrers('load'), []);
    const kept = run('Sales#load');
    assert.deepEqual(parseFileFacts(JSON.stringify(kept)), kept);
  });

  it('checks children where all pipelines are known, and scripts only where all files are', () => {
    const index = new PipelineIndex();
    index.setFiles(['main.orch.yaml'], 'pipelines');
    assert.deepEqual([index.files.hasAllPipelines, index.files.isWhole], [true, false]);
    index.setFiles(['main.orch.yaml'], 'all');
    assert.equal(index.files.isWhole, true);
  });

  it('is the same whether it followed every change or is built anew', () => {
    const paths = ['main.orch.yaml', 'a/main.orch.yaml', 'a/load.orch.yaml', 'b/load.orch.yaml', 'b/x.sql'];
    const job = fc.constantFrom('main', 'a/main', 'load', 'a/load.orch.yaml', '../load', 'b/../a/load', 'old/main');
    const change = fc.record({
      path: fc.constantFrom(...paths),
      kind: fc.constantFrom('add', 'delete', 'facts', 'forget', 'list'),
      jobs: fc.array(job, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const index = new PipelineIndex();
        index.setFiles([], 'all');
        const files = new Map<string, FileFacts | undefined>();
        for (const { path, kind, jobs } of changes) {
          if (kind === 'add') {
            index.addFile(path);
            files.set(path, files.get(path));
          } else if (kind === 'delete') {
            index.deleteFile(path);
            files.delete(path);
          } else if (kind === 'list') {
            index.setFiles([path], 'all');
            for (const known of [...files.keys()]) if (known !== path) files.delete(known);
            files.set(path, files.get(path));
          } else {
            const facts = kind === 'facts' ? factsOf(toText(...jobs)) : undefined;
            index.setFacts(new Map([[path, facts]]));
            if (facts !== undefined || files.has(path)) files.set(path, facts);
          }
        }
        const fresh = new PipelineIndex();
        fresh.setFiles(files.keys(), 'all');
        fresh.setFacts(files);
        assert.deepEqual(describeIndex(index, paths), describeIndex(fresh, paths));
      }),
    );
  });

  it('takes facts back from a disk as they were, and nothing that is damaged', () => {
    const facts = factsOf(toText('load', 'a/load'));
    assert.deepEqual(parseFileFacts(JSON.stringify(facts)), JSON.parse(JSON.stringify(facts)));
    fc.assert(
      fc.property(fc.json(), (json) => {
        parseFileFacts(json);
        return true;
      }),
    );
    for (const damaged of ['', '{}', 'null', '[]', JSON.stringify({ ...facts, components: [{ name: 1 }] })]) {
      assert.equal(parseFileFacts(damaged), undefined);
    }
  });
});
