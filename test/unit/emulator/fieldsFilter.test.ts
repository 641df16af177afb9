import assert from 'node:assert/strict';
import { applyFields } from '../../emulator/rest/fieldsFilter';

const page = {
  next: 'http://localhost/2',
  pagelen: 2,
  values: [
    { uuid: '1', name: 'a', links: { self: { href: 'x' }, html: { href: 'y' } } },
    { uuid: '2', name: 'b', links: { self: { href: 'z' } } },
  ],
};

describe('partial answers', () => {
  const cases: readonly (readonly [fields: string | undefined, kept: unknown])[] = [
    [undefined, page],
    ['values.uuid', { values: [{ uuid: '1' }, { uuid: '2' }] }],
    ['next,values.name', { next: page.next, values: [{ name: 'a' }, { name: 'b' }] }],
    ['values.links.self.href', { values: [{ links: { self: { href: 'x' } } }, { links: { self: { href: 'z' } } }] }],
    ['values.nothing', { values: [{}, {}] }],
    ['-values', { next: page.next, pagelen: 2 }],
    [
      '-values.links,-next',
      {
        pagelen: 2,
        values: [
          { uuid: '1', name: 'a' },
          { uuid: '2', name: 'b' },
        ],
      },
    ],
    [
      '-values.links.*,-next,-pagelen',
      {
        values: [
          { uuid: '1', name: 'a', links: {} },
          { uuid: '2', name: 'b', links: {} },
        ],
      },
    ],
    ['+values.name', page],
    ['-*,+next', { next: page.next }],
    [' next', {}],
    ['values.uuid,+next', { next: page.next, values: [{ uuid: '1' }, { uuid: '2' }] }],
    ['*', page],
  ];
  for (const [fields, kept] of cases) {
    it(`keep what fields=${fields ?? '(none)'} asks for`, () => {
      assert.deepEqual(applyFields(page, fields), kept);
    });
  }
});
