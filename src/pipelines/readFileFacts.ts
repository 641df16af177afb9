import type { FactReference, FileFacts, NamedPlace, SharedPipelineUse } from './fileFacts';
import { findFileReferences } from './fileReferences';
import type { PipelineDocument, PipelineKind } from './pipelineDocument';
import { findSharedPipelineNames } from './sharedPipelines';
import type { Scalar } from './yamlValue';

/** Takes from a pipeline what other files need to know. */
export function readFileFacts(document: PipelineDocument): FileFacts {
  const { components, variables } = document.pipeline;
  return {
    kind: document.kind,
    components: components.map(toPlace),
    variables: variables.map(toPlace),
    references: findFileReferences(document).map(({ kind, component, pipelineKind, value }) => ({
      kind,
      component: component.name.text,
      pipelineKind,
      written: value.text,
      span: value.span,
    })),
    sharedPipelines: findSharedPipelineNames(document).map(({ text: name, span }) => ({ name, span })),
  };
}

/** Reads what was kept as JSON; `undefined` for anything else, because whatever lies on a disk may be damaged. */
export function parseFileFacts(json: string): FileFacts | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { kind, components, variables, references, sharedPipelines } = value;
  if (!isKind(kind) || !isListOf(components, isPlace) || !isListOf(variables, isPlace)) return undefined;
  if (!isListOf(references, isReference) || !isListOf(sharedPipelines, isSharedUse)) return undefined;
  return { kind, components, variables, references, sharedPipelines };
}

function toPlace({ name, type }: { readonly name: Scalar; readonly type: Scalar | undefined }): NamedPlace {
  return { name: name.text, type: type?.text ?? '', span: name.span };
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(value: unknown): value is PipelineKind | undefined {
  return value === undefined || value === 'orchestration' || value === 'transformation';
}

function isPlace(value: unknown): value is NamedPlace {
  return (
    isRecord(value) && typeof value['name'] === 'string' && typeof value['type'] === 'string' && isSpan(value['span'])
  );
}

function isReference(value: unknown): value is FactReference {
  if (!isRecord(value)) return false;
  const { kind, component, pipelineKind, written, span } = value;
  const isKnown = (kind === 'pipeline' || kind === 'script') && isKind(pipelineKind);
  return isKnown && typeof component === 'string' && typeof written === 'string' && isSpan(span);
}

function isSharedUse(value: unknown): value is SharedPipelineUse {
  return isRecord(value) && typeof value['name'] === 'string' && isSpan(value['span']);
}

function isSpan(value: unknown): boolean {
  return isRecord(value) && Number.isInteger(value['start']) && Number.isInteger(value['end']);
}
