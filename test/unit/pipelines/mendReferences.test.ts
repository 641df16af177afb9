import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/pipelines/applyFixes';
import { findFileReferences, resolveFile } from '../../../src/pipelines/fileReferences';
import { createKnownFiles } from '../../../src/pipelines/knownFiles';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { toMovedPath, type FileMove } from '../../../src/pipelines/rename/fileMoves';
import { createMovePlan, mendReferences } from '../../../src/pipelines/rename/mendReferences';
import { mendSharedPipelines } from '../../../src/pipelines/rename/mendSharedPipelines';
import { createPipelineText, type ComponentSpec } from '../../support/pipelineText';

type Repository = ReadonlyMap<string, string>;

/** Moves files as an editor would that takes every edit, or only the sure ones. */
function move(repository: Repository, moves: readonly FileMove[], takes: (isSure: boolean) => boolean): Repository {
  const plan = createMovePlan(createKnownFiles(repository.keys(), true), moves);
  return new Map(
    [...repository].map(([path, text]) => {
      const mends = path.endsWith('.orch.yaml') ? mendReferences(readPipeline(text), path, plan) : [];
      return [
        toMovedPath(path, moves),
        applyEdits(
          text,
          mends.filter(({ isSure }) => takes(isSure)),
        ),
      ];
    }),
  );
}

/** Which references name a file by its path from the root. */
function findSure(repository: Repository): readonly boolean[] {
  const files = createKnownFiles(repository.keys(), true);
  return [...repository].flatMap(([path, text]) =>
    findFileReferences(readPipeline(text)).map((it) => resolveFile(it, path, files).kind === 'found'),
  );
}

/** What each reference leads to; the same list for the same repository in other places. */
function leadsOf(repository: Repository, moves: readonly FileMove[] = []): readonly (readonly string[])[] {
  const files = createKnownFiles(repository.keys(), true);
  return [...repository].flatMap(([path, text]) =>
    findFileReferences(readPipeline(text)).map((reference) => {
      const resolution = resolveFile(reference, path, files);
      if ('path' in resolution) return [toMovedPath(resolution.path, moves)];
      return 'candidates' in resolution ? resolution.candidates.map((it) => toMovedPath(it, moves)) : [];
    }),
  );
}

function createParent(references: readonly string[]): string {
  const components = references.map((written, index): ComponentSpec => {
    const name = `Step ${index}`;
    if (written.endsWith('.sql')) {
      return { name, type: 'sql-executor', parameters: { scriptLocation: 'File', fileName: written } };
    }
    return { name, type: 'run-orchestration', parameters: { orchestrationJob: written } };
  });
  return createPipelineText({ kind: 'orchestration', components });
}

const folder = fc.constantFrom('', 'a/', 'b/', 'a/b/', 'a b/c (1)/');
const name = fc.constantFrom('load', 'clean', 'a', 'load 2');
const file = fc.tuple(folder, name, fc.constantFrom('.orch.yaml', '.orch.yaml', '.sql')).map((it) => it.join(''));

function anyRepository(styles: readonly ((path: string) => string)[]) {
  return fc
    .uniqueArray(file, { minLength: 2, maxLength: 8 })
    .chain((paths) =>
      fc.record({
        paths: fc.constant(paths),
        references: fc.array(
          fc.array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...styles)), { maxLength: 4 }),
          {
            minLength: paths.length,
            maxLength: paths.length,
          },
        ),
      }),
    )
    .map(
      ({ paths, references }) =>
        new Map(
          paths.map((path, index) => {
            const written = (references[index] ?? []).map(([target, style]) => style(target));
            return [path, path.endsWith('.orch.yaml') ? createParent(written) : 'SELECT 1'];
          }),
        ),
    );
}

const whole = (path: string) => path;
const withoutEnding = (path: string) => path.replace('.orch.yaml', '');
const fromSlash = (path: string) => `/${path}`;
const nameOnly = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const stale = (path: string) => `gone/${nameOnly(withoutEnding(path))}`;
const nowhere = () => 'nowhere/at all';

/** A file to another name or folder, or a folder to another place. */
function toMoves(repository: Repository, pick: number, to: string): readonly FileMove[] {
  const paths = [...repository.keys()];
  const from = paths[pick % paths.length] ?? '';
  if (pick % 3 === 0 && from.includes('/')) return [{ from: from.slice(0, from.indexOf('/')), to: 'moved/to here' }];
  const target = `${to}${from.slice(from.indexOf('.'))}`;
  return repository.has(target) ? [] : [{ from, to: target }];
}

const target = fc
  .tuple(fc.constantFrom('', 'a/', 'new/'), fc.constantFrom('other', 'load', "it's (2)"))
  .map((it) => it.join(''));

describe('moving files', () => {
  it('there and back restores every byte', () => {
    const repositories = anyRepository([whole, withoutEnding, fromSlash, nowhere]);
    fc.assert(
      fc.property(repositories, fc.nat(), target, (repository, pick, to) => {
        const moves = toMoves(repository, pick, to);
        // Whatever led nowhere before must not seem to be meant on the way.
        const before = leadsOf(repository);
        const there = move(repository, moves, (isSure) => isSure);
        fc.pre(before.every((leads, index) => leads.length > 0 || leadsOf(there)[index]?.length === 0));
        const back = move(
          there,
          moves.map((it) => ({ from: it.to, to: it.from })),
          (isSure) => isSure,
        );
        assert.deepEqual([...back], [...repository]);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no reference that led to one file leading anywhere else', () => {
    const repositories = anyRepository([whole, withoutEnding, fromSlash, nameOnly, stale, nowhere]);
    fc.assert(
      fc.property(repositories, fc.nat(), target, (repository, pick, to) => {
        const moves = toMoves(repository, pick, to);
        const moved = move(repository, moves, () => true);
        const after = leadsOf(moved);
        const sure = findSure(moved);
        findSure(repository).forEach((isSure, index) => {
          if (isSure) assert.equal(sure[index], true);
        });
        leadsOf(repository, moves).forEach((leads, index) => {
          if (leads.length === 1) assert.deepEqual(after[index], leads);
          else if (leads.length > 1) assert.notDeepEqual(after[index], []);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing but the references', () => {
    const text = createParent(['a/load', 'a/load.orch.yaml', 'b/load']).replaceAll('\n', '\r\n');
    const repository = new Map([
      ['parent.orch.yaml', text],
      ['a/load.orch.yaml', createParent([])],
      ['b/load.orch.yaml', createParent([])],
    ]);
    const moved = move(repository, [{ from: 'a', to: 'c/d' }], (isSure) => isSure).get('parent.orch.yaml');
    assert.equal(moved, text.replaceAll('"a/load', '"c/d/load'));
  });

  it('asks about references that are found only by the name of the file, or from the folder', () => {
    const files = createKnownFiles(['a/parent.orch.yaml', 'a/x.orch.yaml', 'b/y.orch.yaml'], true);
    const plan = createMovePlan(files, [
      { from: 'a/x.orch.yaml', to: 'c/new.orch.yaml' },
      { from: 'b/y.orch.yaml', to: 'b/z.orch.yaml' },
    ]);
    const mends = mendReferences(readPipeline(createParent(['x', 'old/y', 'b/y'])), 'a/parent.orch.yaml', plan);
    assert.deepEqual(
      mends.map(({ written, newText, isSure }) => [written, newText, isSure]),
      [
        ['x', '"c/new"', false],
        ['old/y', '"b/z"', false],
        ['b/y', '"b/z"', true],
      ],
    );
  });

  it('keeps the quotes as they are', () => {
    const plan = createMovePlan(createKnownFiles(['x.orch.yaml'], true), [
      { from: 'x.orch.yaml', to: "it's.orch.yaml" },
    ]);
    const mend = (written: string) => {
      const text = createParent(['x']).replace('"x"', written);
      return /Job: (.*(?:\n {10}.*)?)/.exec(
        applyEdits(text, mendReferences(readPipeline(text), 'p.orch.yaml', plan)),
      )?.[1];
    };
    assert.equal(mend("'x'"), "'it''s'");
    assert.equal(mend('x'), "it's");
    assert.equal(mend('x.orch.yaml # here'), "it's.orch.yaml # here");
    assert.equal(mend('>-\n          x'), ">-\n          it's");
  });

  it('mends the list of shared pipelines', () => {
    const text = 'version: "1.0"\npipelines:\n- pipeline: "a/x"\n  id: "x"\n- pipeline: "a/y.tran.yaml"\n';
    const plan = createMovePlan(createKnownFiles(['a/x.orch.yaml', 'a/y.tran.yaml'], true), [{ from: 'a', to: 'b' }]);
    assert.equal(applyEdits(text, mendSharedPipelines(text, plan)), text.replaceAll('"a/', '"b/'));
  });
});
