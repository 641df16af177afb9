import * as v from 'valibot';
import type { ProjectFile } from './project';
import { maiaKeys, projectFileKeys, projectFileSchema, type ProjectFileKey } from './projectFileSchema';
import { readProjectFile } from './readProjectFile';
import { toYamlText } from './toYamlText';

const header = '# Used by the VS Code extension "Maia for Bitbucket". Maia itself does not read this file.\n';

/** A new project file. Throws a `RangeError` when `project` would not be read back. */
export function writeProjectFile(project: ProjectFile): string {
  const known = v.safeParse(projectFileSchema, project);
  const lines = projectFileKeys.flatMap((key) => toProjectFileLine(key, project) ?? []);
  const text = header + lines.join('\n') + '\n';
  if (!known.success || readProjectFile(text).kind !== 'project') throw new RangeError('No valid project file.');
  return text;
}

/** The line of a top-level key, as new files have it; `undefined` where the project says nothing of it. */
export function toProjectFileLine(key: ProjectFileKey, project: ProjectFile): string | undefined {
  const value = project[key];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return `${key}: ${toYamlText(value)}`;
  return `${key}: { ${maiaKeys.map((name) => `${name}: ${toYamlText(value[name])}`).join(', ')} }`;
}
