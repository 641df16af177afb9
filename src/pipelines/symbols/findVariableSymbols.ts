import type { Component, PipelineDocument } from '../pipelineDocument';
import { readScalarText } from '../scalarText';
import { findVariableUses } from '../variableUses';
import { findScalar, walkScalars, type Entry, type Scalar } from '../yamlValue';
import { findNamedVariables } from './namedVariables';
import { toUse, type SymbolUse } from './pipelineSymbol';

/**
 * Every place that names a variable. What may be one of JavaScript's words, a column or a value is left out unless the
 * pipeline declares a variable of this name.
 */
export function findVariableSymbols(document: PipelineDocument): readonly SymbolUse[] {
  const { variables, components } = document.pipeline;
  const declared = new Set(variables.map(({ name }) => name.text));
  return [
    ...variables.flatMap(({ name, entry }) => [
      toUse({ kind: 'variable', name: name.text }, name, { role: 'definition', isKey: true }),
      ...interpolations(document, scalarsIn(entry), declared, true),
    ]),
    ...components.flatMap((component) => usesIn(document, component, declared)),
  ];
}

function usesIn(document: PipelineDocument, component: Component, declared: ReadonlySet<string>): readonly SymbolUse[] {
  const { type, parametersEntry, postProcessing, componentName } = component;
  const scalars = [...scalarsIn(parametersEntry), ...scalarsIn(postProcessing)].filter((it) => it !== componentName);
  // A shell has variables of its own, written the same.
  const isShell = type?.text === 'bash-script';
  return [
    ...findNamedVariables(component).flatMap(({ scalar, isOfChild, isWritten, isKey, isSure }) => {
      const role = isWritten ? 'write' : 'read';
      const name = scalar.text;
      if (isOfChild) return [toUse({ kind: 'childVariable', name, component }, scalar, { role, isKey })];
      const isName = /^[A-Za-z_]\w*$/.test(name) && (isSure || declared.has(name));
      return isName ? [toUse({ kind: 'variable', name }, scalar, { role, isKey, isSure })] : [];
    }),
    ...interpolations(document, scalars, declared, !isShell),
    ...scalars.flatMap((scalar) => usesInPython(document, scalar)),
    ...usesInSql(document, component, declared),
  ];
}

function interpolations(
  { text }: PipelineDocument,
  scalars: readonly Scalar[],
  declared: ReadonlySet<string>,
  isSure: boolean,
): readonly SymbolUse[] {
  return scalars
    .flatMap((scalar) => findVariableUses(text, scalar))
    .filter(({ name, isWhole }) => (isSure && isWhole) || declared.has(name))
    .map(({ name, span, scalar }) => partOf(name, span, scalar, 'read', isSure));
}

const pythonCall = /\bcontext\s*\.\s*(get|update)(?:Grid)?Variable\s*\(\s*(["'])([A-Za-z_]\w*)\2/g;

/** Scripts reach the variables through an object that Maia gives them. */
function usesInPython({ text }: PipelineDocument, scalar: Scalar): readonly SymbolUse[] {
  if (!scalar.text.includes('context')) return [];
  const read = readScalarText(text, scalar);
  return [...read.text.matchAll(pythonCall)].map((match) => {
    const [whole, verb, , name = ''] = match;
    const end = match.index + whole.length - 1;
    return partOf(name, read.spanOf(end - name.length, end), scalar, verb === 'get' ? 'read' : 'write', true);
  });
}

/** Variables can be handed to a script as variables of the database's own, which may also be the script's. */
function usesInSql({ text }: PipelineDocument, { parameters }: Component, declared: ReadonlySet<string>): SymbolUse[] {
  const script = findScalar(parameters, 'declareSqlVariables') && findScalar(parameters, 'sqlScript');
  if (script === undefined || declared.size === 0 || !script.text.includes('$')) return [];
  const read = readScalarText(text, script);
  return [...read.text.matchAll(/(?<![\w$])\$([A-Za-z_]\w*)/g)].flatMap(({ index, 1: name = '' }) =>
    declared.has(name) ? [partOf(name, read.spanOf(index + 1, index + 1 + name.length), script, 'read', false)] : [],
  );
}

function partOf(
  name: string,
  span: SymbolUse['span'],
  scalar: Scalar,
  role: SymbolUse['role'],
  isSure: boolean,
): SymbolUse {
  return { symbol: { kind: 'variable', name }, span, scalar, isWhole: false, role, isKey: false, isSure };
}

function scalarsIn(entry: Entry | undefined): readonly Scalar[] {
  return entry === undefined ? [] : walkScalars(entry.value);
}
