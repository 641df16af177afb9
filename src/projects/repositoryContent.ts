import { projectFilePath } from './readMaiaLink';

/** What the paths of a repository say about it. */
export interface RepositoryContent {
  readonly pipelines: number;
  readonly hasMatillionFolder: boolean;
  readonly hasProjectFile: boolean;
}

export const pipelineEndings = ['.orch.yaml', '.tran.yaml'] as const;

/** Finds, among other paths, everything that `readContent` looks for. */
export const contentSearch: readonly string[] = [...pipelineEndings, '.matillion/', projectFilePath];

/** Endings of what programmers write. */
const codeEnding =
  /\.(?:[cm]?[jt]sx?|vue|svelte|html?|s?css|less|java|kts?|swift|go|rs|rb|php|cs|fs|vb|c|cc|cpp|h|hpp|m|scala|clj|dart|lua|pl|r|ex|exs|erl|hs|gradle|tf|xaml|storyboard)$/i;
/** Belong to pipelines as well as to anything else. */
const scriptEnding = /\.(?:sql|py|sh)$/i;

function isPipeline(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return pipelineEndings.some((ending) => name.length > ending.length && name.endsWith(ending));
}

export function readContent(paths: readonly string[]): RepositoryContent {
  return {
    pipelines: paths.filter(isPipeline).length,
    hasMatillionFolder: paths.some((path) => path.startsWith('.matillion/')),
    hasProjectFile: paths.includes(projectFilePath),
  };
}

/**
 * How many files are other people's code, of those that tell (`files`): documents and settings are in every repository.
 * Python and shell scripts are code where no pipeline could use them; SQL never is.
 */
export function measureCode(paths: readonly string[]): { readonly codeFiles: number; readonly files: number } {
  const hasPipelines = paths.some(isPipeline);
  const isOwn = (path: string): boolean =>
    isPipeline(path) || (scriptEnding.test(path) && (hasPipelines || /\.sql$/i.test(path)));
  const isCode = (path: string): boolean => !isOwn(path) && (codeEnding.test(path) || scriptEnding.test(path));
  const codeFiles = paths.filter(isCode).length;
  return { codeFiles, files: codeFiles + paths.filter(isOwn).length };
}
