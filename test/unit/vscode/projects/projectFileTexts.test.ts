import assert from 'node:assert/strict';
import { projectFilePath } from '../../../../src/projects/readMaiaLink';
import { readProjectFile } from '../../../../src/projects/readProjectFile';
import { projectFileName } from '../../../../src/vscode/projects/projectFileName';
import { toProblemText } from '../../../../src/vscode/projects/projectFileTexts';

const head = 'version: "1.0"\nname: "Sales"\n';

describe('problems of project files', () => {
  it('are looked for in the files that carry the name', () => {
    assert.equal(projectFileName, projectFilePath);
  });

  for (const [text, ...expected] of [
    ['version: "1.0"\n', '“name” is missing.'],
    ['name: "Sales"\n', '“version” is missing.'],
    [`${head}warehouse: "x"\n`, '“warehouse” is not a key of project files; it has no effect.'],
    [`${head}dataPlatform: "oracle"\n`, '“dataPlatform” is one of snowflake, databricks and redshift.'],
    [`${head}branch: 7\n`, '“branch” has to be text; put it in quotes.'],
    [`${head}maia: "eu1"\n`, '“maia” has to hold “region” and “projectId”.'],
    [`${head}maia: { region: "eu1" }\n`, '“maia.projectId” is missing.'],
    [`version: "1.0"\nname: "${'x'.repeat(256)}"\n`, '“name” is longer than 255 characters.'],
    [`${head}name: "Twice"\n`, 'This key is there twice.'],
  ] as const) {
    it(`say what is wrong with ${JSON.stringify(text.slice(0, 60))}`, () => {
      const reading = readProjectFile(text);
      assert.deepEqual(reading.kind === 'newer' ? [] : reading.problems.map(toProblemText), expected);
    });
  }
});
