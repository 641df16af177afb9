import * as vscode from 'vscode';
import { resolveFile } from '../../pipelines/fileReferences';
import type { KnownFiles } from '../../pipelines/knownFiles';
import type { SharedUse } from '../../pipelines/repositoryIndex';
import {
  readSharedPipelines,
  sharedPipelinesPath,
  splitSharedPipelineName,
  type SharedPipelineEntry,
} from '../../pipelines/sharedPipelines';
import { readYaml } from '../../pipelines/readYaml';
import { findScalar } from '../../pipelines/yamlValue';
import { projectFilePath } from '../../projects/readMaiaLink';
import type { PipelinePlace } from './languageContext';
import { readPlacedText } from './placedPipeline';

/** What Maia calls the repository's project: only the project's own file tells. At most one request. */
export async function readProjectName(place: PipelinePlace, signal?: AbortSignal): Promise<string | undefined> {
  if (!mayHave(place.index.files, projectFilePath)) return undefined;
  const text = await place.readText(projectFilePath, signal);
  return text === undefined ? undefined : findScalar(readYaml(text).root, 'name')?.text;
}

/** The pipelines that the repository itself shares. At most one request. */
export async function readShared(place: PipelinePlace, signal?: AbortSignal): Promise<readonly SharedPipelineEntry[]> {
  if (!mayHave(place.index.files, sharedPipelinesPath)) return [];
  const text = await place.readText(sharedPipelinesPath, signal);
  return text === undefined ? [] : readSharedPipelines(text).entries;
}

/** The pipeline behind a name as `Project#id`, where the repository shares it itself. */
export async function resolveSharedPipeline(
  place: PipelinePlace,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { project, id } = splitSharedPipelineName(name);
  const entry = (await readShared(place, signal)).find((it) => it.id?.text === id);
  if (entry === undefined || !(await isOwnProject(place, project, signal))) return undefined;
  return resolveEntry(place, entry);
}

/** Where a pipeline is shared, and where pipelines of the repository run it as a shared one. */
export async function findSharedUses(
  place: PipelinePlace,
  path: string,
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const { index } = place;
  // No request for what no pipeline speaks of.
  if (!index.hasSharedUses && !index.files.has(sharedPipelinesPath)) return [];
  const list = mayHave(index.files, sharedPipelinesPath)
    ? await readPlacedText(place, sharedPipelinesPath, signal)
    : undefined;
  if (list === undefined) return [];
  const entries = readSharedPipelines(list.text).entries.filter((it) => resolveEntry(place, it) === path);
  const shared = entries.map(({ pipeline }) => new vscode.Location(list.uri, list.toRange(pipeline.span)));
  const found = entries.flatMap(({ id }) => (id === undefined ? [] : index.findSharedUses(id.text)));
  if (found.length === 0) return shared;
  const name = await readProjectName(place, signal);
  const uses = found.filter(({ use }) => isOf(splitSharedPipelineName(use.name).project, name));
  return [...shared, ...(await locate(place, uses, signal))];
}

/** Where pipelines of the repository run one by a name as `Project#id`, wherever that pipeline is. */
export function findUsesByName(
  place: PipelinePlace,
  name: string,
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const uses = place.index.findSharedUses(splitSharedPipelineName(name).id);
  return locate(
    place,
    uses.filter(({ use }) => use.name === name),
    signal,
  );
}

/** Whether a file can be there: on Bitbucket only pipelines are listed. */
export function mayHave(files: KnownFiles, path: string): boolean {
  return files.has(path) || !files.isWhole;
}

function resolveEntry(place: PipelinePlace, { pipeline }: SharedPipelineEntry): string | undefined {
  for (const pipelineKind of ['orchestration', 'transformation'] as const) {
    const resolution = resolveFile({ pipelineKind, value: pipeline }, undefined, place.index.files);
    if (resolution.kind === 'found') return resolution.path;
  }
  return undefined;
}

async function isOwnProject(place: PipelinePlace, project: string | undefined, signal: AbortSignal): Promise<boolean> {
  return isOf(project, await readProjectName(place, signal));
}

/** The same id in another project means another pipeline; where no file tells the project's name, it may be this one. */
function isOf(project: string | undefined, name: string | undefined): boolean {
  return project === undefined || name === undefined || project === name;
}

async function locate(
  place: PipelinePlace,
  uses: readonly SharedUse[],
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const found = await Promise.all(
    uses.map(async ({ path, use }) => {
      const read = await readPlacedText(place, path, signal);
      return read === undefined ? [] : [new vscode.Location(read.uri, read.toRange(use.span))];
    }),
  );
  return found.flat();
}
