import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { applyEdits } from '../../../src/pipelines/applyFixes';
import { findFileProblems } from '../../../src/pipelines/findFileProblems';
import { createKnownFiles } from '../../../src/pipelines/knownFiles';
import { getProblemDocumentation } from '../../../src/pipelines/problemDocumentation';
import { problemCodes, toProblemMessage } from '../../../src/pipelines/problemMessage';
import { readQualityRules } from '../../../src/pipelines/quality/readQualityRules';
import { allRules } from '../../../src/pipelines/rules/allRules';

const folder = 'test/fixtures/pipelines/rules';

/** A file that says in the comments at its top where it stands, what is beside it, and what is wrong with it. */
interface Golden {
  readonly text: string;
  readonly path: string;
  readonly files: readonly string[];
  readonly isWhole: boolean;
  readonly quality: readonly unknown[];
  /** `severity code | text`, in the order of the text. */
  readonly expected: readonly string[];
}

function readGolden(name: string): Golden {
  const text = readFileSync(name, 'utf8');
  const facts = [...text.matchAll(/^# (path|files|whole|quality|expect): (.*)$/gm)];
  const find = (key: string) => facts.find((it) => it[1] === key)?.[2];
  return {
    text,
    path: find('path') ?? '',
    files: JSON.parse(find('files') ?? '[]') as string[],
    isWhole: find('whole') !== 'no',
    quality: JSON.parse(find('quality') ?? '[]') as unknown[],
    expected: facts.flatMap((it) => (it[1] === 'expect' ? [(it[2] ?? '').trimEnd()] : [])),
  };
}

function check({ path, files, isWhole, quality }: Golden, text: string) {
  // JSON is YAML: the rules are read as the repository's own are.
  const rules = quality.map((rule) => ({ enabled: true, ...(rule as object) }));
  return findFileProblems(path, text, {
    files: createKnownFiles([path, ...files], isWhole),
    qualityRules: readQualityRules(JSON.stringify({ rules })).rules,
  });
}

describe('the rules', () => {
  const codes = readdirSync(folder);
  for (const code of codes) {
    for (const name of readdirSync(`${folder}/${code}`)) {
      const golden = readGolden(`${folder}/${code}/${name}`);
      const problems = check(golden, golden.text);

      it(`say of ${code}/${name} what stands at its top`, () => {
        const shown = problems.map(({ severity, code: found, span }) =>
          `${severity} ${found} | ${golden.text.slice(span.start, span.end)}`.trimEnd(),
        );
        assert.deepEqual(shown, golden.expected);
        for (const problem of problems) assert.match(toProblemMessage(problem), /^[^$]{10,}[.?]$/s);
      });

      for (const { code: found, fix } of problems) {
        if (fix === undefined) continue;
        it(`mend ${found} in ${code}/${name}`, () => {
          const after = check(golden, applyEdits(golden.text, fix)).map((it) => it.code);
          const before = problems.map((it) => it.code);
          assert.ok(after.length < before.length, `${before.join()} → ${after.join()}`);
          assert.deepEqual(
            after.filter((it) => !before.includes(it)),
            [],
          );
        });
      }
    }
  }

  it('each have a good and a bad file', () => {
    for (const { code } of allRules) {
      const names = readdirSync(`${folder}/${code}`);
      assert.ok(names.includes('good.yaml') && names.includes('bad.yaml'), code);
      assert.ok(readGolden(`${folder}/${code}/bad.yaml`).expected.some((it) => it.split(' ')[1] === code));
      assert.equal(readGolden(`${folder}/${code}/good.yaml`).expected.length, 0);
    }
  });

  it('each explain themselves, like all other problems', () => {
    assert.ok(problemCodes.length > 50);
    for (const code of problemCodes) assert.match(getProblemDocumentation(code), /^[A-Z].{30,}\.$/is, code);
  });
});
