import { parse } from 'yaml';

/** The file in a repository's root that says which Maia project it belongs to; Maia itself does not read it. */
export const projectFilePath = '.maia-bitbucket.yaml';

/** Where a project is in Maia. */
export interface MaiaLink {
  readonly region: string;
  readonly projectId: string;
}

/** What a project file says about Maia; `undefined` when it says nothing that could be followed. */
export function readMaiaLink(text: string): MaiaLink | undefined {
  let content: unknown;
  try {
    content = parse(text, { maxAliasCount: 0 });
  } catch {
    return undefined;
  }
  const maia = readField(content, 'maia');
  const region = readField(maia, 'region');
  const projectId = readField(maia, 'projectId');
  const isRegion = typeof region === 'string' && /^[a-z]{2}\d{1,2}$/.test(region);
  const isId = typeof projectId === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(projectId);
  return isRegion && isId ? { region, projectId } : undefined;
}

/** The page of Maia's Designer for a branch. */
export function toDesignerUrl({ projectId }: MaiaLink, branch: string): string {
  return `https://app.matillion.com/designer/project/${projectId}/branch/${encodeURIComponent(branch)}`;
}

function readField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
