import { findComponentType } from '../catalogue';
import type { PipelineDocument } from '../pipelineDocument';
import { findIterationTargets, findSources } from './allowedNames';
import type { ComponentDraft, DraftValue } from './componentDraft';
import { toPipelineNames } from './pipelineNames';
import { findParameterForm, findParameterValues, findUsualParameters } from './parameterValues';
import type { Surroundings } from './writingContext';

const mostChoices = 20;

/** A new component of a type with its usual parameters, fed by or running what is likely; its name has to be free. */
export function draftComponent(
  type: string,
  name: string,
  document: PipelineDocument,
  surroundings: Surroundings,
): ComponentDraft {
  const known = findComponentType(type);
  const parameters = draftParameters(type, surroundings);
  const draft = { name, type, parameters };
  if (known?.kind === 'transformation' && !known.isInput) {
    const choices = findSources(document, undefined).slice(0, mostChoices);
    return choices.length === 0 ? draft : { ...draft, sources: [choices] };
  }
  if (known?.isIterator === true) {
    const choices = findIterationTargets(document, undefined).slice(0, mostChoices);
    return choices.length === 0 ? draft : { ...draft, iterationTarget: choices };
  }
  return draft;
}

/** The usual parameters of a type, with the values they mostly have. */
export function draftParameters(type: string, surroundings: Surroundings): ComponentDraft['parameters'] {
  return findUsualParameters(type).map((name) => [name, draftValue(type, name, surroundings)]);
}

function draftValue(type: string, name: string, surroundings: Surroundings): DraftValue {
  const choices = findParameterValues(type, name);
  if (choices.length > 0) return { kind: 'text', choices };
  const pipelines = toPipelineNames(type, name, surroundings);
  if (pipelines !== undefined) return { kind: 'text', choices: pipelines.slice(0, mostChoices) };
  switch (findParameterForm(type, name)) {
    case 'text':
      return { kind: 'text', choices: [] };
    case 'block':
      return { kind: 'block' };
    case 'list':
    case 'rows':
    case 'other':
      return { kind: 'bare' };
  }
}
