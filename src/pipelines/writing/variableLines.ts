import type { LineStyle } from './lineStyle';

export const variableTypes = ['TEXT', 'NUMBER', 'GRID'] as const;
export type VariableType = (typeof variableTypes)[number];

/** What stands below the name of a variable in Maia's files; the name is in the column. */
export function variableLines(
  type: VariableType,
  column: number,
  { step }: LineStyle,
  visibility = 'PRIVATE',
): readonly string[] {
  const outer = ' '.repeat(column + step);
  const inner = ' '.repeat(column + 2 * step);
  const deep = ' '.repeat(column + 3 * step);
  return [
    `${outer}metadata:`,
    `${inner}type: "${type}"`,
    `${inner}description: ""`,
    `${inner}scope: "COPIED"`,
    `${inner}visibility: "${visibility}"`,
    ...(type === 'GRID' ? [`${inner}columns:`, `${deep}column1:`, `${deep}${' '.repeat(step)}columnType: "TEXT"`] : []),
    `${outer}defaultValue: ${type === 'GRID' ? '[]' : '""'}`,
  ];
}
