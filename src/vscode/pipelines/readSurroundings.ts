import type * as vscode from 'vscode';
import { resolveFile, type WrittenReference } from '../../pipelines/fileReferences';
import type { RepositoryIndex } from '../../pipelines/repositoryIndex';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { noSurroundings, type Surroundings } from '../../pipelines/writing/writingContext';
import type { LanguageContext, PipelinePlace } from './languageContext';
import { readProjectName, readShared } from './sharedPipelines';

const mostCounted = 100;

/**
 * What is known of the files around a document; nothing is read for it but the list of shared pipelines, where one is
 * run. Without an answer from Bitbucket the file stands alone.
 */
export async function readSurroundings(
  { findPlace, log }: Pick<LanguageContext, 'findPlace' | 'log'>,
  document: vscode.TextDocument,
  signal: AbortSignal,
): Promise<Surroundings> {
  try {
    const place = await findPlace(document.uri, signal);
    return place === undefined ? noSurroundings : await describeSurroundings(place, document, signal);
  } catch (error) {
    if (!signal.aborted) log.debug(`The files around a pipeline are not known: ${String(error)}`);
    return noSurroundings;
  }
}

async function describeSurroundings(
  place: PipelinePlace,
  document: vscode.TextDocument,
  signal: AbortSignal,
): Promise<Surroundings> {
  const { index, path } = place;
  return {
    path,
    pipelines: index.pipelines,
    scripts: [...index.files.paths].filter((it) => /\.(?:sql|py|sh)$/i.test(it)).sort(),
    withEnding: areWrittenWithEnding(index),
    findVariables: (child) => index.facts(child)?.variables.map(({ name }) => name),
    sharedPipelines: document.getText().includes('run-shared-pipeline') ? await nameShared(place, signal) : [],
  };
}

/** As most places do that are known, Maia's own way where there are none. */
export function areWrittenWithEnding(index: RepositoryIndex): boolean {
  let counted = 0;
  let withEnding = 0;
  for (const path of index.pipelines) {
    for (const { kind, pipelineKind, written } of index.facts(path)?.references ?? []) {
      // What is still being typed leads nowhere.
      if (kind !== 'pipeline' || !leadsSomewhere({ pipelineKind, value: { text: written } }, index)) continue;
      counted++;
      if (readPipelinePath(written) !== undefined) withEnding++;
    }
    if (counted >= mostCounted) break;
  }
  return withEnding * 2 >= counted;
}

function leadsSomewhere(reference: WrittenReference, { files }: RepositoryIndex): boolean {
  return resolveFile(reference, undefined, files).kind === 'found';
}

async function nameShared(place: PipelinePlace, signal: AbortSignal): Promise<Surroundings['sharedPipelines']> {
  const [entries, name] = await Promise.all([readShared(place, signal), readProjectName(place, signal)]);
  if (name === undefined) return [];
  return entries.flatMap(({ id, pipeline }) =>
    id === undefined ? [] : [{ name: `${name}#${id.text}`, displayName: pipeline.text }],
  );
}
