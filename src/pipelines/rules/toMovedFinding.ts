import { toWrittenPath, type FileReference } from '../fileReferences';
import type { Finding } from '../problem';

/** A path that does not lead to a file from the root; mended where one file only can be meant. */
export function toMovedFinding(
  { component, value }: FileReference,
  candidates: readonly string[],
): Finding<'child-pipeline-moved'> {
  const finding = { facts: { name: component.name.text, path: value.text, candidates }, span: value.span };
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) return finding;
  return { ...finding, fix: [{ span: value.span, newText: JSON.stringify(toWrittenPath(only, value.text)) }] };
}
