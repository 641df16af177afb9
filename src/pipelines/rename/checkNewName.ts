import type { PipelineDocument } from '../pipelineDocument';

/** Why something cannot have a name. */
export type NewNameProblem =
  | { readonly kind: 'empty' | 'edgeSpace' | 'lineBreak' | 'variableCharacters' }
  | { readonly kind: 'taken'; readonly name: string };

/** `undefined` where a component of the pipeline can be called like this. */
export function findComponentNameProblem(
  { pipeline }: PipelineDocument,
  name: string,
  newName: string,
): NewNameProblem | undefined {
  if (newName.trim() === '') return { kind: 'empty' };
  if (/[\p{Cc}\u{2028}\u{2029}]/u.test(newName)) return { kind: 'lineBreak' };
  if (newName !== newName.trim()) return { kind: 'edgeSpace' };
  const { componentsByName, design } = pipeline;
  const isTaken = newName !== name && (componentsByName.has(newName) || design.componentsByName.has(newName));
  return isTaken ? { kind: 'taken', name: newName } : undefined;
}

/** `undefined` where a variable of the pipeline can be called like this. */
export function findVariableNameProblem(
  { pipeline }: PipelineDocument,
  name: string,
  newName: string,
): NewNameProblem | undefined {
  if (newName === '') return { kind: 'empty' };
  if (!/^[A-Za-z_]\w*$/.test(newName)) return { kind: 'variableCharacters' };
  const isTaken = newName !== name && pipeline.variables.some((it) => it.name.text === newName);
  return isTaken ? { kind: 'taken', name: newName } : undefined;
}
