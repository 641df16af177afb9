import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readProjectFile } from '../../../src/projects/readProjectFile';
import { codesOf, full, projectOf } from './projectFileTexts';

function readProblems(text: string): readonly { at: string; code: string; severity: string }[] {
  const reading = readProjectFile(text);
  assert.notEqual(reading.kind, 'newer');
  if (reading.kind === 'newer') return [];
  return reading.problems.map(({ code, severity, startOffset, endOffset }) => ({
    at: text.slice(startOffset, endOffset),
    code,
    severity,
  }));
}

describe('the project file', () => {
  describe('when it is read', () => {
    it('says what the team wrote, and warns of keys it does not know', () => {
      const reading = readProjectFile(full);
      assert.ok(reading.kind === 'project');
      assert.deepEqual(reading.project, {
        version: '1.0',
        name: 'Sales: analytics',
        description: 'Two lines,\nof which one is long.\n',
        dataPlatform: 'snowflake',
        branch: 'main',
        maia: { region: 'eu1', projectId: 'p-1' },
      });
      assert.deepEqual(readProblems(full), [{ at: 'team', code: 'unknownKey', severity: 'warning' }]);
    });

    const start = 'version: "1.0"\nname: "N"\n';
    const wrong: readonly (readonly [text: string, code: string, at: string])[] = [
      ['', 'wrongType', ''],
      ['just text', 'wrongType', 'just text'],
      ['- a', 'wrongType', '- a'],
      ['name: "N"', 'missing', 'name: "N"'],
      ['version: "1.0"', 'missing', 'version: "1.0"'],
      ['version: 1.0\nname: N', 'wrongType', '1.0'],
      ['version: "0.9"\nname: N', 'invalid', '"0.9"'],
      ['version: "1.0"\nname: " "', 'invalid', '" "'],
      ['version: "1.0"\nname: 5', 'wrongType', '5'],
      ['version: "1.0"\nname: [a]', 'wrongType', '[a]'],
      ['version: "1.0"\nname: "a\\nb"', 'invalid', '"a\\nb"'],
      [`version: "1.0"\nname: ${'x'.repeat(256)}`, 'tooLong', 'x'.repeat(256)],
      [`${start}description: ${'x'.repeat(4001)}`, 'tooLong', 'x'.repeat(4001)],
      [`${start}dataPlatform: oracle`, 'invalid', 'oracle'],
      [`${start}branch: "a..b"`, 'invalid', '"a..b"'],
      [`${start}branch: "-f"`, 'invalid', '"-f"'],
      [`${start}maia: eu1`, 'wrongType', 'eu1'],
      [`${start}maia: { region: eu1 }`, 'missing', 'maia'],
      [`${start}maia: { region: "../x", projectId: p }`, 'invalid', '"../x"'],
      [`${start}maia: { region: eu1, projectId: "a/b" }`, 'invalid', '"a/b"'],
      [`${start}name: "M"`, 'duplicateKey', 'name'],
      [`${start}description: &a x\nbranch: *a`, 'alias', '*a'],
      [`${start}description: "open`, 'syntax', ''],
    ];
    for (const [text, code, at] of wrong) {
      it(`is broken by ${JSON.stringify(text.slice(0, 60))}, at the place that is wrong`, () => {
        assert.equal(readProjectFile(text).kind, 'broken');
        const [problem] = readProblems(text).filter(({ severity }) => severity === 'error');
        assert.equal(problem?.code, code);
        assert.equal(problem.at, at);
      });
    }

    it('tells which limit was passed', () => {
      const reading = readProjectFile(`version: "1.0"\nname: ${'x'.repeat(300)}`);
      assert.ok(reading.kind === 'broken');
      assert.deepEqual(reading.problems[0]?.facts, { key: 'name', limit: 255 });
    });

    it('counts an emoji as one character', () => {
      assert.equal(projectOf(`version: "1.0"\nname: "${'🚀'.repeat(255)}"`).name.length, 510);
    });

    for (const version of ['"2.0"', '2.0', "'1.1'", '"10.3"']) {
      it(`leaves version ${version} to later versions of the extension, whatever else it says`, () => {
        assert.deepEqual(readProjectFile(`version: ${version}\nname: [not, ours]\n`), {
          kind: 'newer',
          version: version.replaceAll(/["']/g, ''),
        });
      });
    }

    const huge: readonly (readonly [what: string, text: string, code: string])[] = [
      ['more than 64 kB', `# ${'x'.repeat(64 * 1024)}`, 'tooLarge'],
      ['more than 64 kB in UTF-8', `# ${'ü'.repeat(33 * 1024)}`, 'tooLarge'],
      ['thousands of brackets', '['.repeat(60_000), 'tooDeep'],
      ['thousands of braces', '{a: '.repeat(15_000), 'tooDeep'],
      ['thousands of dashes', '- '.repeat(30_000), 'tooDeep'],
      ['thousands of question marks', '? '.repeat(30_000), 'tooDeep'],
      ['keys in keys in one line', 'a: - '.repeat(12_000), 'syntax'],
      ['deep indentation', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'tooDeep'],
      ['a quote that never ends', `a: "${'x\n'.repeat(30_000)}`, 'syntax'],
    ];
    for (const [what, text, code] of huge) {
      it(`gives up on ${what}`, () => {
        const reading = readProjectFile(text);
        assert.equal(reading.kind, 'broken');
        assert.equal(codesOf(reading)[0], code);
        assert.ok(codesOf(reading).length <= 20);
      });
    }

    it('takes `__proto__` and `constructor` for keys like any other', () => {
      const text = `${start}__proto__: { dataPlatform: snowflake }\nconstructor: x\nmaia: { __proto__: { region: eu1 }, region: us1, projectId: p }\n`;
      assert.deepEqual(projectOf(text), { version: '1.0', name: 'N', maia: { region: 'us1', projectId: 'p' } });
      assert.deepEqual(codesOf(readProjectFile(text)), ['unknownKey', 'unknownKey', 'unknownKey']);
      assert.equal(Object.hasOwn(Object.prototype, 'dataPlatform'), false);
    });

    it('warns of a description that holds a secret', () => {
      assert.deepEqual(readProblems(`${start}description: "password=hunter22"`), [
        { at: '"password=hunter22"', code: 'looksLikeSecret', severity: 'warning' },
      ]);
    });

    it('takes a key of YAML 1.1 for what it is here: an unknown one', () => {
      const reading = readProjectFile('%YAML 1.1\n---\nversion: "1.0"\nname: "Sales"\n<<: x\n');
      const problems = reading.kind === 'project' ? reading.problems : [];
      assert.deepEqual(
        problems.map(({ code, facts }) => [code, facts]),
        [['unknownKey', { key: '<<' }]],
      );
    });

    it('never throws, and points into the text', () => {
      const pieces = fc.constantFrom(
        ...['version', ': ', '"1.0"', '\n', 'name', 'maia', '{', '}', '[', ']', '- ', '&a ', '*a', '!!x ', '|\n', '  '],
        ...[
          '"',
          "'",
          '#',
          '\t',
          '\r\n',
          '? ',
          '---\n',
          '...\n',
          '%YAML 1.1\n',
          '<<: ',
          '\u{feff}',
          '__proto__',
          '\ud800',
        ],
      );
      const texts = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces, { maxLength: 40 }).map((p) => p.join('')),
      );
      fc.assert(
        fc.property(texts, (text) => {
          const reading = readProjectFile(text);
          const problems = reading.kind === 'newer' ? [] : reading.problems;
          for (const { startOffset, endOffset } of problems) {
            assert.ok(0 <= startOffset && startOffset <= endOffset && endOffset <= text.length + 1);
          }
          const isClean = problems.every(({ severity }) => severity === 'warning');
          assert.equal(reading.kind !== 'broken', isClean);
        }),
        { numRuns: 1000 },
      );
    });
  });
});
