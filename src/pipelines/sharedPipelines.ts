import type { PipelineDocument } from './pipelineDocument';
import { readYaml, type SyntaxProblem } from './readYaml';
import { findEntry, findScalar, type Scalar } from './yamlValue';

/** Where a repository lists the pipelines that other projects may run. */
export const sharedPipelinesPath = '.matillion/shared-pipelines.yaml';

/** One pipeline of the list. */
export interface SharedPipelineEntry {
  /** Path of the pipeline from the root, as it is written. */
  readonly pipeline: Scalar;
  /** What `run-shared-pipeline` names behind the `#`. */
  readonly id: Scalar | undefined;
}

/** What components that run a shared pipeline name, as `Project#id`, in the order of the file. */
export function findSharedPipelineNames({ pipeline }: PipelineDocument): readonly Scalar[] {
  return pipeline.components.flatMap(({ type, parameters }) => {
    const name = type?.text === 'run-shared-pipeline' ? findScalar(parameters, 'pipelineName') : undefined;
    return name === undefined ? [] : [name];
  });
}

/** The two parts of such a name; without a `#` all of it is the id. */
export function splitSharedPipelineName(name: string): { readonly project: string | undefined; readonly id: string } {
  const at = name.lastIndexOf('#');
  return { project: at === -1 ? undefined : name.slice(0, at), id: name.slice(at + 1) };
}

/** The entries in the text of `sharedPipelinesPath` that name a pipeline, and why it is not YAML. Never throws. */
export function readSharedPipelines(text: string): {
  readonly entries: readonly SharedPipelineEntry[];
  readonly problems: readonly SyntaxProblem[];
} {
  const { root, problems } = readYaml(text);
  const list = findEntry(root, 'pipelines')?.value;
  if (list?.kind !== 'list') return { entries: [], problems };
  const entries = list.items.flatMap((item) => {
    const pipeline = findScalar(item, 'pipeline');
    return pipeline === undefined ? [] : [{ pipeline, id: findScalar(item, 'id') }];
  });
  return { entries, problems };
}
