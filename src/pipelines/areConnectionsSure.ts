import type { Component, PipelineDocument } from './pipelineDocument';
import { findSimilar } from './suggest';
import { isNothing } from './yamlValue';

const connectionKeys = ['transitions', 'sources', 'iterationTarget'];
const otherKeys = ['type', 'parameters', 'skipped', 'postProcessing'];

/**
 * Whether everything that connects components could be understood. If not, what seems to be connected with nothing may
 * be meant by what could not: then only that is a problem.
 */
export function areConnectionsSure({ pipeline, isWhole, duplicateKeys }: PipelineDocument): boolean {
  if (!isWhole || duplicateKeys.length > 0) return false;
  return pipeline.components.every((component) => {
    const { transitions, sources, iterationTarget, sourcesEntry } = component;
    const names = [
      ...transitions.map(({ target }) => target),
      ...sources,
      ...(iterationTarget ? [iterationTarget] : []),
    ];
    if (!names.every(({ text }) => pipeline.componentsByName.has(text))) return false;
    return (sourcesEntry === undefined || pipeline.type?.text !== 'orchestration') && isReadable(component);
  });
}

function isReadable({ entry, transitionsEntry }: Component): boolean {
  const value = transitionsEntry?.value;
  if (value !== undefined && value.kind !== 'map' && !isNothing(value)) return false;
  if (value?.kind === 'map' && value.entries.some((it) => it.value.kind !== 'list' && !isNothing(it.value)))
    return false;
  if (entry.value.kind !== 'map') return isNothing(entry.value);
  return entry.value.entries.every(({ key: { text } }) => {
    if (connectionKeys.includes(text) || otherKeys.includes(text)) return true;
    return findSimilar(text, connectionKeys) === undefined;
  });
}
