import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canCheck, findFileProblems } from '../../../src/pipelines/findFileProblems';
import { createKnownFiles } from '../../../src/pipelines/knownFiles';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { checkText } from '../../support/checkText';
import { corpusFiles, createCorpus } from '../../support/pipelineCorpus';
import { findRealPipelines } from '../../support/realPipelines';

describe('correct pipelines', () => {
  const corpus = createCorpus();

  it('are as many as there are known types of components', () => {
    assert.equal(corpus.length, 96);
    assert.equal(new Set(corpus.map(({ path }) => path)).size, 96);
  });

  for (const { path, text, expected } of corpus) {
    it(`are left alone: ${path}`, () => {
      const problems = checkText(path, text, corpusFiles);
      assert.deepEqual(
        problems.map(({ code }) => code),
        expected,
      );
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
      );
    });
  }

  it('are read to the last component', () => {
    for (const { text } of corpus) {
      const { pipeline, isWhole } = readPipeline(text);
      assert.equal(isWhole, true);
      assert.deepEqual([...pipeline.componentsByName.keys()], [...pipeline.design.componentsByName.keys()]);
    }
  });
});

describe('real pipelines', () => {
  const { folder, isThere, reason } = findRealPipelines();

  (isThere ? it : it.skip)(`have no errors and no warnings${reason}`, () => {
    const repositories = readdirSync(folder);
    assert.ok(repositories.length > 0);
    for (const repository of repositories) {
      const root = join(folder, repository);
      const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((it) => it.replaceAll('\\', '/'));
      const files = createKnownFiles(paths, true);
      for (const path of paths.filter(canCheck)) {
        const problems = findFileProblems(path, readFileSync(join(root, path), 'utf8'), { files });
        assert.deepEqual(
          problems.filter(({ severity }) => severity !== 'hint'),
          [],
        );
      }
    }
  });
});
