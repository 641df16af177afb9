import assert from 'node:assert/strict';
import { readQualityRules } from '../../../../src/pipelines/quality/readQualityRules';
import { qualityRuleIds } from '../../../../src/pipelines/quality/qualityRules';
import { completeQualityRules } from '../../../../src/pipelines/writing/completeQualityRules';
import { describeQualityRuleAt } from '../../../../src/pipelines/writing/describeQualityRules';
import { acceptProposal, readCursor } from '../../../support/writing';

function proposalsAt(marked: string) {
  const { text, offset } = readCursor(marked);
  return completeQualityRules(text, offset);
}
const labelsAt = (marked: string) => proposalsAt(marked).map(({ label }) => label);

describe('writing the file of quality rules', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['‸', ['rules']],
    ['rules:\n- ‸\n', qualityRuleIds],
    [
      'rules:\n- id: "unused-components"\n  enabled: true\n‸\n',
      qualityRuleIds.filter((it) => it !== 'unused-components'),
    ],
    ['rules:\n- id: "‸"\n', qualityRuleIds],
    ['rules:\n- id: "maximum-outputs"\n  ‸\n', ['enabled', 'enforcementLevel', 'config']],
    ['rules:\n- id: "unused-components"\n  ‸\n', ['enabled', 'enforcementLevel']],
    ['rules:\n- id: "maximum-outputs"\n  enabled: ‸\n', ['true', 'false']],
    ['rules:\n- id: "maximum-outputs"\n  enforcementLevel: "‸"\n', ['warn', 'error']],
    ['rules:\n- id: "maximum-outputs"\n  config:\n    ‸\n', ['maxOutputs']],
    ['rules:\n- id: "component-naming-convention"\n  config:\n    ‸\n', ['regexMatchPattern']],
  ];
  for (const [marked, labels] of cases) {
    it(`proposes ${labels.slice(0, 3).join(', ')} in ${JSON.stringify(marked)}`, () => {
      assert.deepEqual(labelsAt(marked), labels);
    });
  }

  it('makes a rule that is right of every proposal', () => {
    for (const marked of ['rules:\n- ‸\n', 'rules:\n-‸\n', 'rules:\n‸\n', 'rules:\n  - ‸\n']) {
      for (const proposal of proposalsAt(marked)) {
        const { problems, rules } = readQualityRules(acceptProposal(readCursor(marked).text, proposal));
        assert.deepEqual([problems, rules.map(({ id }) => id)], [[], [proposal.label]], marked);
      }
    }
  });

  it('puts a rule beside those that are there', () => {
    for (const [marked, place] of [
      ['rules:\n  ‸\n- id: "unused-components"\n  enabled: true\n', 0],
      ['rules:\n  ‸\n    - id: "unused-components"\n      enabled: true\n', 4],
    ] as const) {
      for (const proposal of proposalsAt(marked)) {
        const text = acceptProposal(readCursor(marked).text, proposal);
        assert.ok(text.startsWith(`rules:\n${' '.repeat(place)}- id: "${proposal.label}"\n`), text);
        assert.deepEqual(
          readQualityRules(text).rules.map(({ id }) => id),
          [proposal.label, 'unused-components'],
        );
      }
    }
  });

  it('knows what is under the pointer', () => {
    const at = (marked: string) => {
      const { text, offset } = readCursor(marked);
      return describeQualityRuleAt(text, offset);
    };
    assert.deepEqual(at('rules:\n- id: "unused-‸components"\n'), {
      kind: 'rule',
      name: 'unused-components',
      span: { start: 14, end: 31 },
    });
    assert.equal(at('rules:\n- id: "unused-components"\n  ena‸bled: true\n')?.name, 'enabled');
    assert.equal(at('rules:\n- id: "unused-components"\n  enabled: tr‸ue\n'), undefined);
  });
});
