import type { FileReference } from '../fileReferences';
import type { PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { findSymbolUses, findUses } from '../symbols/findSymbolUses';
import type { SymbolUse } from '../symbols/pipelineSymbol';
import type { Scalar } from '../yamlValue';
import { createScalarWriter } from './scalarWriter';

/** One change of a rename. */
export interface RenameEdit extends TextEdit {
  /** `false` where the text may as well mean something else, so that a person has to say. */
  readonly isSure: boolean;
}

/** Gives a component another name wherever the pipeline names it; in the order of the text. */
export function renameComponent(document: PipelineDocument, name: string, newName: string): readonly RenameEdit[] {
  return renameUses(document, findUses(document, { kind: 'component', name }), newName);
}

/** Gives a variable another name in the pipeline that declares it; those that set it from outside are left. */
export function renameVariable(document: PipelineDocument, name: string, newName: string): readonly RenameEdit[] {
  return renameUses(document, findUses(document, { kind: 'variable', name }), newName);
}

/** Gives a variable of a child pipeline another name where a parent sets it. */
export function renameChildVariable(
  document: PipelineDocument,
  isChild: (reference: FileReference) => boolean,
  name: string,
  newName: string,
): readonly RenameEdit[] {
  return renameUses(document, findChildVariableUses(document, isChild, name), newName);
}

/** Where a parent sets a variable of one of its children. */
export function findChildVariableUses(
  document: PipelineDocument,
  isChild: (reference: FileReference) => boolean,
  name: string,
): readonly SymbolUse[] {
  const uses = findSymbolUses(document);
  const callers = new Set(
    uses.flatMap(({ symbol }) =>
      symbol.kind === 'file' && isChild(symbol.reference) ? [symbol.reference.component] : [],
    ),
  );
  return uses.filter(
    ({ symbol }) => symbol.kind === 'childVariable' && symbol.name === name && callers.has(symbol.component),
  );
}

function renameUses(document: PipelineDocument, uses: readonly SymbolUse[], newName: string): readonly RenameEdit[] {
  const writer = createScalarWriter(document);
  const parts = new Map<Scalar, SymbolUse[]>();
  const edits: RenameEdit[] = [];
  for (const use of uses) {
    const { scalar, isKey, isSure, isWhole } = use;
    const inside = parts.get(scalar);
    if (isWhole) edits.push({ ...writer.replace(scalar, newName, isKey ? 'key' : 'value'), isSure });
    else if (inside === undefined) parts.set(scalar, [use]);
    else inside.push(use);
  }
  for (const [scalar, inside] of parts) edits.push(...writer.replaceParts(scalar, inside, newName));
  return edits.sort((a, b) => a.span.start - b.span.start);
}
