import assert from 'node:assert/strict';
import fc from 'fast-check';
import { looksLikeSecret } from '../../../src/projects/looksLikeSecret';

/** Put together here, so that no scanner takes this file for a leak. */
const secrets: Readonly<Record<string, string>> = {
  'a JSON web token': ['eyJ', 'hbGciOiJIUzI1NiJ9', '.eyJ', 'zdWIiOiIxMjM0In0', '.dozjgNryP4J3jVmNHl0w'].join(''),
  'an AWS key id': ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
  'an AWS secret': ['wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY'].join(''),
  'a private key': ['-----BEGIN RSA ', 'PRIVATE', ' KEY-----\nMIIE'].join(''),
  'an encrypted private key': ['-----BEGIN ENCRYPTED ', 'PRIVATE', ' KEY-----'].join(''),
  'a Bitbucket access token': ['ATCTT', '3xFfGN0abcdEFGH1234567890'].join(''),
  'an Atlassian API token': ['ATATT', '3xFfGF0abcdEFGH1234567890'].join(''),
  'a Databricks token': ['dapi', '0123456789abcdef0123456789abcdef'].join(''),
  'a Databricks token of a cluster': ['dapi', '0123456789abcdef0123456789abcdef', '-2'].join(''),
  'a Snowflake token': ['ver:1-hint:', '123456789', '-ETMsDgAAAX'].join(''),
  'a GitHub token': ['ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789'].join(''),
  'a password in words': 'password=hunter22',
  'a password in YAML': 'my password: "s3cr3t!"',
  'a password in JSON': '{"pwd": "s3cr3t!"}',
  'a client secret': 'client_secret=abcd1234',
  'a connection string': 'Server=x;AccountKey=abcdefgh;',
  'a login in an address': 'jdbc:redshift://user:pa55word@host:5439/db',
  'an authorization': ['Bearer ', 'abcdefghijklmnop1234'].join(''),
  'random letters and digits': 'q7Gf2Lk9Zx4Vb8Nm1Qw6Er3T',
  base64: 'c2VjcmV0IGtleSB0aGF0IGlzIGxvbmc5MjM0NTY3OA==',
  'hexadecimal digits': 'd41d8cd98f00b204e9800998ecf8427e',
};

const names: readonly string[] = [
  ...[
    '',
    ' ',
    'SNOWFLAKE_PASSWORD',
    'prod-db secret',
    'PROD_WH',
    'xy12345.eu-west-1',
    'my_password',
    'Password',
    'token',
  ],
  ...[
    'SnowflakeProductionServicePassword',
    'snowflake_production_service_account_password_2025',
    'secret name: ',
    'api-key',
  ],
  ...[
    'https://adb-1234567890123456.7.azuredatabricks.net',
    'dbc-a1b2c3d4-e5f6.cloud.databricks.com',
    '[Environment Default]',
  ],
  ...[
    'my-cluster.abc123xyz789.eu-west-1.redshift.amazonaws.com',
    'ANALYTICS_TRANSFORMER_ROLE_EU_WEST_1',
    'svc.maia@example.com',
  ],
  ...[
    '019f7f6b-9421-71c5-840c-4f2724717cc7',
    '${SNOWFLAKE_PASSWORD}',
    'password=${PASSWORD}',
    'password: <yours>',
    'api_key=***',
  ],
  ...[
    'Sales analytics 2025: revenue by region & product',
    'Umsatzanalyse für die Geschäftsleitung',
    'dapi',
    'AKIA',
    '0911-234567',
  ],
  ...[
    '/sql/1.0/warehouses/a1b2c3d4e5f60718',
    's3://company-landing-zone-production/incoming',
    'the secret of our success',
  ],
  ...[
    'feature/DATA-1234-load-orders-from-salesforce',
    'Basic and advanced settings',
    'arn:aws:iam::123456789012:role/Maia',
  ],
];

describe('what looks like a secret', () => {
  for (const [what, secret] of Object.entries(secrets)) {
    it(`is ${what}, alone and among words`, () => {
      assert.equal(looksLikeSecret(secret), true);
      assert.equal(looksLikeSecret(`Uses ${secret} for now.`), true);
    });
  }

  for (const name of names) {
    it(`is not ${JSON.stringify(name)}`, () => {
      assert.equal(looksLikeSecret(name), false);
    });
  }

  it('is no sentence, path or identifier made of words', () => {
    const words = fc.constantFrom(
      'sales',
      'Orders',
      'PROD',
      'eu',
      'west',
      'load',
      'v2',
      '2025',
      'customer',
      'Übersicht',
    );
    const separators = fc.constantFrom(' ', '_', '-', '/', '.', ', ');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), separators, (parts, separator) => {
        assert.equal(looksLikeSecret(parts.join(separator)), false);
      }),
    );
  });

  it('is found in long texts of every kind without going astray', () => {
    const pieces = ['a', 'A1', '://', 'password', ':', '=', ' ', 'eyJ', '-', '.', '{"'];
    for (const piece of pieces) assert.equal(typeof looksLikeSecret(piece.repeat(4000)), 'boolean');
  });
});
