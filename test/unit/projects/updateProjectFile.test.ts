import assert from 'node:assert/strict';
import fc from 'fast-check';
import { updateProjectFile } from '../../../src/projects/updateProjectFile';
import { writeProjectFile } from '../../../src/projects/writeProjectFile';
import { branches, maiaLinks, names, projectFiles, proses } from './arbitraries';
import { full, projectOf, withoutUndefined } from './projectFileTexts';

describe('the project file', () => {
  describe('when it is changed', () => {
    it('keeps every byte that says something else', () => {
      const changed = updateProjectFile(full, {
        name: 'New "name"',
        description: 'Short.',
        dataPlatform: 'databricks',
        branch: 'dev',
        maia: { region: 'us1', projectId: 'p-2' },
      });
      assert.equal(
        changed,
        `# Ours.
version: "1.0"   # the format
name: "New \\"name\\""
# Why it is there.
description: "Short."
dataPlatform: "databricks" # for now
branch: "dev"
maia: { region: "us1", projectId: "p-2" } # linked
team: [a, b]
`,
      );
    });

    it('adds a key where it belongs, and takes one away with its line', () => {
      const text = 'version: "1.0"\r\nname: N # ours\r\n# end';
      const added = updateProjectFile(text, { dataPlatform: 'snowflake' });
      assert.equal(added, 'version: "1.0"\r\nname: N # ours\r\ndataPlatform: "snowflake"\r\n# end');
      assert.equal(updateProjectFile(added, { dataPlatform: undefined }), text);
    });

    it('changes nothing when nothing is different', () => {
      fc.assert(
        fc.property(projectFiles, (project) => {
          const text = writeProjectFile(project);
          assert.equal(updateProjectFile(text, project), text);
        }),
      );
    });

    const shapes: readonly string[] = [
      full,
      full.replaceAll('\n', '\r\n'),
      '{ version: "1.0", name: x } # flow\n',
      '---\nversion: "1.0"\nname: x\n...\n',
      '  version: "1.0"\n  name: x\n  # inside\n',
      'name: >-\n  folded\n  name\nversion: "1.0"',
      '? version\n: "1.0"\n? name\n: x\n',
      'version: "1.0"\nname: &anchor x\nmaia:\n  region: eu1\n  # which\n  projectId: !!str p\n  more: 1\nother: 2\n',
      'version: "1.0"\nname: several\n  words\nbranch: x',
      '\u{feff}version: "1.0"\nname: x\n',
      '"version": "1.0"\n\'name\': |+\n  x\n\n'.replace('|+\n  x\n\n', "'x'\n"),
    ];
    for (const text of shapes) {
      it(`says what it shall say afterwards and keeps its comments: ${JSON.stringify(text.slice(0, 50))}`, () => {
        const before = projectOf(text);
        const optional = { requiredKeys: [], noNullPrototype: true };
        const changes = fc.record(
          {
            name: names,
            description: fc.option(proses, { nil: undefined }),
            branch: fc.option(branches, { nil: undefined }),
            maia: fc.option(maiaLinks, { nil: undefined }),
          },
          optional,
        );
        fc.assert(
          fc.property(changes, (change) => {
            const after = updateProjectFile(text, change);
            assert.deepEqual(projectOf(after), withoutUndefined({ ...before, ...change }));
            for (const comment of ['# flow', '# Ours.', '# the format', '# Why it is there.']) {
              assert.equal(after.includes(comment), text.includes(comment));
            }
          }),
        );
      });
    }

    it('does not touch a file that it cannot read', () => {
      for (const text of ['', 'name: [', 'version: "2.0"\nname: N']) {
        assert.throws(() => updateProjectFile(text, { name: 'M' }), RangeError);
      }
    });
  });
});
