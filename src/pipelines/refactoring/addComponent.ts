import { findComponentType } from '../catalogue';
import type { Component, PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { writeComponent, type ComponentDraft } from '../writing/componentDraft';
import { createDesignEdit, findFreePlace } from '../writing/designPlaces';
import { draftParameters } from '../writing/draftComponent';
import { fillBelow, isEmpty } from '../writing/emptyValue';
import { columnIn, endOfLines, readLineStyle } from '../writing/lineStyle';
import { noSurroundings } from '../writing/writingContext';
import { addTransition } from './addTransition';

/**
 * Adds a component with its usual parameters and its place on the canvas, behind another one and connected with it
 * where that is said. `undefined` where the file is not written line by line.
 */
export function addComponent(
  document: PipelineDocument,
  type: string,
  name: string,
  after?: Component,
): readonly TextEdit[] | undefined {
  const known = findComponentType(type);
  const isFed = after !== undefined && known?.kind === 'transformation' && !known.isInput;
  const draft: ComponentDraft = {
    name,
    type,
    ...(isFed && { sources: [[after.name.text]] }),
    parameters: draftParameters(type, noSurroundings),
  };
  const own = insertComponent(document, draft, after);
  if (own === undefined) return undefined;
  // Where both are written at one place, the connection belongs to the component above.
  const edits = [...connect(document, type, name, after), own];
  const place = findFreePlace(document, after?.name.text);
  const design = createDesignEdit(document, [{ name, ...place }]);
  if (design !== undefined) return [...edits, design];
  return document.pipeline.design.componentsByName.has(name) ? edits : undefined;
}

function connect(document: PipelineDocument, type: string, name: string, after?: Component): readonly TextEdit[] {
  const before = after && findComponentType(after.type?.text ?? '');
  if (after === undefined || before?.isEnd === true || findComponentType(type)?.kind !== 'orchestration') return [];
  const kind = before?.isCondition === true ? 'true' : after.type?.text === 'start' ? 'unconditional' : 'success';
  const connection = addTransition(document, after, kind, name);
  return connection === undefined ? [] : [connection];
}

function insertComponent(document: PipelineDocument, draft: ComponentDraft, after?: Component): TextEdit | undefined {
  const { text, pipeline } = document;
  const { components, componentsEntry, pipelineEntry } = pipeline;
  const style = readLineStyle(document);
  const above = after ?? components.at(-1);
  if (above !== undefined) {
    const column = columnIn(text, componentsEntry?.value, above.entry);
    if (column === undefined) return undefined;
    const at = endOfLines(text, above.entry);
    return { span: { start: at, end: at }, newText: style.newline + writeComponent(draft, column, style, false) };
  }
  const column = componentsEntry && columnIn(text, pipelineEntry?.value, componentsEntry);
  if (componentsEntry === undefined || column === undefined || !isEmpty(componentsEntry.value)) return undefined;
  return fillBelow(text, componentsEntry, style.newline + writeComponent(draft, column + style.step, style, false));
}
