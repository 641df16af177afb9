import * as v from 'valibot';
import { isMap, isNode, isScalar, type Document, type YAMLMap } from 'yaml';
import { looksLikeSecret } from './looksLikeSecret';
import { parseProjectFile } from './parseProjectFile';
import type { ProjectFile } from './project';
import type { ProjectFileProblem, ProjectFileProblemCode } from './projectFileProblem';
import { longestBranch, longestDescription, maiaKeys, projectFileKeys, projectFileSchema } from './projectFileSchema';
import { longestName } from './project';

/** What a project file says. `project` has warnings at most; `newer` was written by a later version and is left alone. */
export type ProjectFileReading =
  | { readonly kind: 'project'; readonly project: ProjectFile; readonly problems: readonly ProjectFileProblem[] }
  | { readonly kind: 'broken'; readonly problems: readonly ProjectFileProblem[] }
  | { readonly kind: 'newer'; readonly version: string };

const limits: Readonly<Record<string, number>> = {
  name: longestName,
  description: longestDescription,
  branch: longestBranch,
};

/** Reads `.maia-bitbucket.yaml`, whatever it holds. */
export function readProjectFile(text: string): ProjectFileReading {
  const parsed = parseProjectFile(text);
  if (parsed.document === undefined) return { kind: 'broken', problems: parsed.problems };
  const { document } = parsed;
  const root = document.contents;
  if (!isMap(root)) return { kind: 'broken', problems: [toProblem('wrongType', [], document)] };
  const newer = readNewerVersion(root);
  if (newer !== undefined) return { kind: 'newer', version: newer };

  const result = v.safeParse(projectFileSchema, document.toJS({ maxAliasCount: 0 }));
  const warnings = [...parsed.problems, ...findUnknownKeys(root, projectFileKeys, ''), ...findMaiaWarnings(root)];
  if (result.success) {
    return {
      kind: 'project',
      project: result.output,
      problems: [...warnings, ...findSecrets(result.output, document)],
    };
  }
  const errors = result.issues.map((issue) => {
    const path = issue.path?.map(({ key }) => String(key)) ?? [];
    return toProblem(issue.received === 'undefined' ? 'missing' : toCode(issue.message), path, document);
  });
  return { kind: 'broken', problems: sortProblems([...errors, ...warnings]) };
}

/** A version as number is one too: who writes `2.0` without quotes has a newer file all the same. */
function readNewerVersion(root: YAMLMap): string | undefined {
  const node = root.get('version', true);
  if (!isScalar(node)) return undefined;
  const version = typeof node.value === 'number' ? (node.source ?? '') : String(node.value);
  const [, major, minor] = /^(\d{1,6})\.(\d{1,6})$/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) > 0) ? version : undefined;
}

function toCode(message: string): ProjectFileProblemCode {
  return message === 'wrongType' || message === 'tooLong' ? message : 'invalid';
}

/** At the value that is wrong; at the key of the map that lacks one; at the whole text when there is neither. */
function toProblem(code: ProjectFileProblemCode, path: readonly string[], document: Document): ProjectFileProblem {
  const key = path.join('.');
  const place = findPlace(document, code === 'missing' ? path.slice(0, -1) : path, code === 'missing');
  const limit = code === 'tooLong' ? limits[key] : undefined;
  return {
    code,
    ...place,
    severity: 'error',
    facts: { ...(key !== '' && { key }), ...(limit !== undefined && { limit }) },
  };
}

function findPlace(document: Document, path: readonly string[], ofKey: boolean) {
  const whole = document.contents?.range;
  const [startOffset, endOffset] = findRange(document.contents, path, ofKey) ?? whole ?? [0, 0];
  return { startOffset, endOffset };
}

function findRange(root: unknown, path: readonly string[], ofKey: boolean) {
  let node = root;
  let key: unknown;
  for (const name of path) {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === name) : undefined;
    key = pair?.key;
    node = pair?.value;
  }
  const found = ofKey ? key : (node ?? key);
  return isNode(found) ? found.range : undefined;
}

function findUnknownKeys(map: YAMLMap, known: readonly string[], prefix: string): ProjectFileProblem[] {
  return map.items.flatMap(({ key }) => {
    if (isScalar(key) && typeof key.value === 'string' && known.includes(key.value)) return [];
    const [startOffset, endOffset] = readRange(key);
    const name = isScalar(key) ? String(key.value) : '';
    return [{ code: 'unknownKey', startOffset, endOffset, severity: 'warning', facts: { key: prefix + name } }];
  });
}

function findMaiaWarnings(root: YAMLMap): ProjectFileProblem[] {
  const maia = root.get('maia', true);
  return isMap(maia) ? findUnknownKeys(maia, maiaKeys, 'maia.') : [];
}

function findSecrets(project: ProjectFile, document: Document): ProjectFileProblem[] {
  return (['name', 'description'] as const)
    .filter((key) => looksLikeSecret(project[key] ?? ''))
    .map((key) => ({
      code: 'looksLikeSecret',
      ...findPlace(document, [key], false),
      severity: 'warning',
      facts: { key },
    }));
}

function readRange(node: unknown): readonly [number, number] {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : [0, 0];
}

function sortProblems(problems: readonly ProjectFileProblem[]): readonly ProjectFileProblem[] {
  return [...problems].sort((a, b) => a.startOffset - b.startOffset);
}
