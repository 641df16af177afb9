import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readProjectFile } from '../../../src/projects/readProjectFile';
import { writeProjectFile } from '../../../src/projects/writeProjectFile';
import { projectFiles } from './arbitraries';
import { codesOf, withoutUndefined } from './projectFileTexts';

describe('the project file', () => {
  describe('when it is written', () => {
    it('looks as the documentation shows it', () => {
      const text = writeProjectFile({
        version: '1.0',
        name: 'Sales "analytics"',
        description: 'Two\nlines: 🚀',
        dataPlatform: 'redshift',
        branch: 'main',
        maia: { region: 'eu1', projectId: 'p-1' },
      });
      assert.equal(
        text,
        `# Used by the VS Code extension "Maia for Bitbucket". Maia itself does not read this file.
version: "1.0"
name: "Sales \\"analytics\\""
description: "Two\\nlines: 🚀"
dataPlatform: "redshift"
branch: "main"
maia: { region: "eu1", projectId: "p-1" }
`,
      );
    });

    it('is read back as it was, without a problem but secrets in prose', () => {
      fc.assert(
        fc.property(projectFiles, (project) => {
          const reading = readProjectFile(writeProjectFile(project));
          assert.ok(reading.kind === 'project');
          assert.deepEqual(reading.project, withoutUndefined(project));
          assert.deepEqual(
            codesOf(reading).filter((code) => code !== 'looksLikeSecret'),
            [],
          );
        }),
      );
    });

    it('refuses what it could not read back', () => {
      for (const bad of [{ name: '' }, { name: 'a\nb' }, { branch: '..' }, { maia: { region: 'x', projectId: 'p' } }]) {
        assert.throws(() => writeProjectFile({ version: '1.0', name: 'N', ...bad }), RangeError);
      }
    });
  });
});
