import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createHandOverSheet, type HandOverInput } from '../../../src/projects/handOverSheet';
import { emptyPreparation, preparedFields } from '../../../src/projects/preparation';
import { dataPlatforms } from '../../../src/projects/project';
import { details } from './arbitraries';

const input: HandOverInput = {
  details: { name: 'Sales', description: 'Revenue', dataPlatform: 'snowflake' },
  repository: { workspace: 'acme', slug: 'sales', branch: 'main' },
  preparation: {
    deployment: 'hybrid',
    environmentName: 'Production',
    runner: 'eu-runner',
    defaultAccess: 'Read',
    fields: {
      account: 'xy12345.eu-west-1',
      secretName: 'SNOWFLAKE_PASSWORD',
      warehouse: 'PROD_WH',
      catalog: 'left over',
    },
  },
};

function toLines(given: HandOverInput): readonly string[] {
  const { sections } = createHandOverSheet(given);
  return sections.flatMap(({ code, fields }) => fields.map((field) => `${code}.${field.code}=${field.value}`));
}

describe('the hand-over sheet', () => {
  it('follows Maia’s project creation field by field, in the words of its pages', () => {
    assert.deepEqual(toLines(input), [
      'details.name=Sales',
      'details.description=Revenue',
      'details.dataPlatform=Snowflake',
      'configuration.configuration=Advanced settings',
      'deployment.deployment=Hybrid SaaS',
      'provider.provider=Bitbucket',
      'repository.repository=acme/sales',
      'repository.branch=main',
      'environment.environmentName=Production',
      'environment.runner=eu-runner',
      'environment.defaultAccess=Read',
      'credentials.account=xy12345.eu-west-1',
      'credentials.credentialsType=',
      'credentials.username=',
      'credentials.secretName=SNOWFLAKE_PASSWORD',
      'defaults.role=',
      'defaults.warehouse=PROD_WH',
      'defaults.database=',
      'defaults.schema=',
    ]);
  });

  it('says what Maia will ask even where nothing was prepared', () => {
    const lines = toLines({ ...input, preparation: undefined });
    assert.equal(lines.length, 18);
    assert.ok(lines.includes('deployment.deployment='));
  });

  it('asks for a runner only where there is one', () => {
    const lines = toLines({ ...input, preparation: { ...emptyPreparation, runner: 'left over' } });
    assert.deepEqual(
      lines.filter((line) => line.includes('runner') || line.startsWith('deployment')),
      ['deployment.deployment=Full SaaS'],
    );
  });

  it('has each field of the platform once, whatever the project is called', () => {
    fc.assert(
      fc.property(details, (given) => {
        const codes = createHandOverSheet({ ...input, details: given }).sections.flatMap(({ fields }) =>
          fields.map(({ code }) => code),
        );
        assert.equal(new Set(codes).size, codes.length);
        for (const field of preparedFields[given.dataPlatform]) assert.ok(codes.includes(field));
      }),
    );
  });

  for (const dataPlatform of dataPlatforms) {
    it(`has credentials and defaults for ${dataPlatform}`, () => {
      const { sections } = createHandOverSheet({ ...input, details: { ...input.details, dataPlatform } });
      for (const { fields } of sections) assert.ok(fields.length > 0);
    });
  }
});
