import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createReadme } from '../../../src/projects/createReadme';
import { details } from './arbitraries';

describe('the README of a new project', () => {
  it('says what the project is and how its pipelines are made', () => {
    const text = createReadme({
      name: 'Sales',
      description: 'Revenue by region.\r\n\r\nAsk *Ada*.',
      dataPlatform: 'redshift',
    });
    assert.ok(text.startsWith('# Sales\n\nRevenue by region.\n\nAsk *Ada*.\n\nData pipelines for Amazon Redshift'));
    assert.ok(text.includes('*Pull remote changes*'));
  });

  it('does without a description', () => {
    assert.ok(
      createReadme({ name: 'S', description: ' ', dataPlatform: 'snowflake' }).startsWith('# S\n\nData pipelines'),
    );
  });

  it('shows a name letter by letter, on one line', () => {
    assert.ok(
      createReadme({ name: '<b>*A* [x](y)', description: '', dataPlatform: 'snowflake' }).startsWith(
        '# \\<b\\>\\*A\\* \\[x\\](y)\n',
      ),
    );
    fc.assert(
      fc.property(details, (given) => {
        const [title = '', next] = createReadme({ ...given, description: '' }).split('\n');
        assert.equal(next, '');
        assert.equal(title.slice(2).replaceAll(/\\(.)/g, '$1'), given.name.trim().replaceAll(/\s+/g, ' '));
      }),
    );
  });
});
