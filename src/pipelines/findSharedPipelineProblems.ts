import { resolveFile, toWrittenPath } from './fileReferences';
import type { KnownFiles } from './knownFiles';
import type { Problem } from './problem';
import { readSharedPipelines } from './sharedPipelines';
import type { Scalar } from './yamlValue';

/** Checks the text of `sharedPipelinesPath`: every entry names a pipeline of the repository. Never throws. */
export function findSharedPipelineProblems(text: string, files?: KnownFiles): readonly Problem[] {
  const { entries, problems: syntax } = readSharedPipelines(text);
  const problems: Problem[] = syntax.map(({ code, span }) => ({
    code: 'yaml-syntax',
    severity: 'error',
    facts: { reason: code },
    span,
  }));
  if (files === undefined) return problems;
  return [...problems, ...entries.flatMap(({ pipeline }) => checkEntry(pipeline, files))];
}

function checkEntry(value: Scalar, files: KnownFiles): readonly Problem[] {
  const resolutions = (['orchestration', 'transformation'] as const).map((pipelineKind) =>
    resolveFile({ pipelineKind, value }, undefined, files),
  );
  if (resolutions.some(({ kind }) => kind === 'found' || kind === 'unchecked' || kind === 'otherKind')) return [];
  const candidates = [...new Set(resolutions.flatMap((it) => (it.kind === 'moved' ? it.candidates : [])))];
  return [toProblem(value, candidates)];
}

function toProblem({ text, span }: Scalar, candidates: readonly string[]): Problem {
  const problem = {
    code: 'shared-pipeline-missing',
    severity: 'warning',
    facts: { path: text, candidates },
    span,
  } as const;
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) return problem;
  return { ...problem, fix: [{ span, newText: JSON.stringify(toWrittenPath(only, text)) }] };
}
