import assert from 'node:assert/strict';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { checkExtraction } from '../../../../src/pipelines/refactoring/checkExtraction';
import { extractToChild } from '../../../../src/pipelines/refactoring/extractToChild';
import { createPipelineText, type ComponentSpec } from '../../../support/pipelineText';
import { apply, find } from '../../../support/refactoring';

/** A component that runs some SQL. */
export const step = (name: string, success: readonly string[], more: Partial<ComponentSpec> = {}): ComponentSpec => ({
  name,
  type: 'sql-script',
  transitions: { success },
  parameters: { sqlScript: `SELECT '${name}'` },
  ...more,
});
/** A start, three steps, an end. */
export const chain: readonly ComponentSpec[] = [
  { name: 'Start', type: 'start', transitions: { unconditional: ['A'] } },
  step('A', ['B'], { parameters: { sqlScript: "SELECT '${day}'" } }),
  step('B', ['C']),
  step('C', ['Done']),
  { name: 'Done', type: 'end-success' },
];
/** The same, each with somewhere to go after a failure, as most real pipelines have it. */
export const failing: readonly ComponentSpec[] = [
  ...chain.map((it) =>
    it.transitions?.['success'] === undefined ? it : { ...it, transitions: { ...it.transitions, failure: ['Failed'] } },
  ),
  { name: 'Failed', type: 'end-failure' },
];

/** What is said about extracting the components of these names. */
export function check(
  components: readonly ComponentSpec[],
  names: readonly string[],
  kind: 'orchestration' | 'transformation' = 'orchestration',
) {
  const text = createPipelineText({ kind, components, variables: [{ name: 'day', scope: 'SHARED' }] });
  const document = readPipeline(text);
  return {
    text,
    document,
    plan: checkExtraction(
      document,
      names.map((name) => find(document, name)),
    ),
  };
}

export function extract(components: readonly ComponentSpec[], names: readonly string[]) {
  const { text, document, plan } = check(components, names);
  assert.equal(plan.kind, 'possible');
  const child = extractToChild(document, plan, 'folder/Child.orch.yaml');
  assert.ok(child);
  return { text, document, parent: apply(text, child.edits), child: child.childText };
}
