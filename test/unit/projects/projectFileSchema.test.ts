import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import * as v from 'valibot';
import { projectFileSchema } from '../../../src/projects/projectFileSchema';
import { writeProjectFile } from '../../../src/projects/writeProjectFile';
import { branches, names, projectFiles, proses } from './arbitraries';
import { projectOf } from './projectFileTexts';

describe('the project file', () => {
  describe('by its JSON Schema', () => {
    const schema = JSON.parse(readFileSync('media/maia-bitbucket.schema.json', 'utf8')) as object;
    const isValid = new Ajv({ strict: true }).compile(schema);

    it('is valid whenever it was written here', () => {
      fc.assert(
        fc.property(projectFiles, (project) => {
          assert.equal(isValid(projectOf(writeProjectFile(project))), true);
        }),
      );
    });

    it('is right and wrong in the same cases as here', () => {
      const rarely = <T>(good: fc.Arbitrary<T>) =>
        fc.oneof(
          { weight: 6, arbitrary: good },
          { weight: 1, arbitrary: fc.jsonValue() },
          { weight: 1, arbitrary: odd },
        );
      const odd = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          '',
          ' ',
          '\u2028',
          '\u0085',
          '@',
          'a.lock',
          'a.lock/b',
          '/a',
          'a//b',
          'a/.b',
          '2.0',
          'EU1',
          'eu1\n',
        ),
        fc.nat(2).map((extra) => '🚀'.repeat(254 + extra)),
        fc.nat(2).map((extra) => 'x'.repeat(3999 + extra)),
      );
      const inputs = fc.record(
        {
          version: rarely(fc.constant('1.0')),
          name: rarely(names),
          description: rarely(proses),
          dataPlatform: rarely(fc.constantFrom('snowflake', 'databricks', 'redshift')),
          branch: rarely(branches),
          maia: rarely(
            fc.record(
              { region: rarely(fc.constant('eu1')), projectId: rarely(fc.constant('p')) },
              { requiredKeys: ['region'] },
            ),
          ),
          more: fc.jsonValue(),
        },
        { requiredKeys: ['version'] },
      );
      let validCount = 0;
      fc.assert(
        fc.property(fc.oneof({ weight: 9, arbitrary: inputs }, { weight: 1, arbitrary: fc.jsonValue() }), (input) => {
          const json: unknown = JSON.parse(JSON.stringify(input));
          const expected = v.safeParse(projectFileSchema, json).success;
          if (expected) validCount++;
          assert.equal(isValid(json), expected);
        }),
        { numRuns: 3000 },
      );
      assert.ok(validCount > 100);
    });
  });
});
