import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toMultipart, type FormPart } from '../../../src/bitbucket/multipart';
import { readForm, type ReadPart } from './readForm';

const encoder = new TextEncoder();

const toRead = ({ name, fileName, content }: FormPart): ReadPart => ({
  name,
  fileName,
  bytes: [...(typeof content === 'string' ? encoder.encode(content) : content)],
});

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a form with files', () => {
  it('is written as it was asked for, to the last line end', () => {
    const parts: readonly FormPart[] = [
      { name: 'message', content: 'One\nTwo' },
      {
        name: '/ä/x.sh',
        fileName: 'x.sh',
        content: encoder.encode('ls\n'),
        parameters: { 'x-attributes': 'executable' },
      },
    ];
    const { contentType, bytes } = toMultipart(parts, () => 'limit');
    assert.equal(contentType, 'multipart/form-data; boundary=limit');
    assert.equal(
      textOf(bytes),
      '--limit\r\nContent-Disposition: form-data; name="message"\r\n\r\nOne\nTwo\r\n' +
        '--limit\r\nContent-Disposition: form-data; name="/ä/x.sh"; filename="x.sh"; x-attributes="executable"\r\n' +
        'Content-Type: application/octet-stream\r\n\r\nls\n\r\n--limit--\r\n',
    );
  });

  const names: readonly [name: string, written: string][] = [
    ['/plain name.sql', '/plain name.sql'],
    ['/Übersicht – 数据.tran.yaml', '/Übersicht – 数据.tran.yaml'],
    ['/50%22;x=1&+.sql', '/50%22;x=1&+.sql'],
    ['/a"b', '/a\\"b'],
    ['/a\\b', '/a\\b'],
    ['/a\\\\b', '/a\\\\\\b'],
    ['/a\\"b', '/a\\\\\\"b'],
    ['/a\\', '/a\\\\'],
    ['/"; x-attributes="link', '/\\"; x-attributes=\\"link'],
  ];
  for (const [name, written] of names) {
    it(`names ${name} so that it is read back`, async () => {
      const form = toMultipart([{ name, fileName: 'f', content: new Uint8Array() }]);
      assert.ok(textOf(form.bytes).includes(`name="${written}"; filename="f"\r\n`), textOf(form.bytes));
      assert.deepEqual(
        (await readForm(form.contentType, form.bytes)).map((part) => part.name),
        [name],
      );
    });
  }

  it('takes no boundary that occurs in what is sent', () => {
    const candidates = ['first', 'second', 'third', 'fourth'];
    const parts = [
      { name: 'message', content: 'The first line' },
      { name: '/second', fileName: 'second', content: encoder.encode('x') },
      { name: '/c', fileName: 'c', content: encoder.encode('\r\n--thirthird') },
    ];
    assert.match(toMultipart(parts, () => candidates.shift() ?? '').contentType, /boundary=fourth$/);
    assert.deepEqual(candidates, []);
  });

  const content = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          '--',
          'b0',
          'b1',
          '-',
          '\n',
          '\r',
          '"',
          '\0',
          'ü',
          'Content-Disposition: form-data; name="x"',
        ),
      )
      .map((pieces) => encoder.encode(pieces.join(''))),
  );
  /** Few and alike, so that they meet in the contents. */
  const createBoundaries = () => {
    let next = 0;
    return () => `b${next++}`;
  };

  it('comes back byte for byte, whatever is in messages, files and names', async () => {
    const name = fc
      .string({ unit: fc.constantFrom('a', '"', '\\', ';', '=', '%22', ' ', 'ü', '😀', "'", 'b0'), minLength: 1 })
      .filter((it) => it.trim() === it);
    const file = fc.record({ name: name.map((it) => `/${it}`), fileName: name, content });
    const message = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(message, fc.array(file, { maxLength: 5 }), async (text, files) => {
        const parts: readonly FormPart[] = [{ name: 'message', content: text }, ...files];
        const { contentType, bytes } = toMultipart(parts, createBoundaries());
        assert.deepEqual(await readForm(contentType, bytes), parts.map(toRead));
      }),
    );
  });
});
