import { readPipelineFileName } from './pipelineNames';

/** A place where one pipeline runs another. */
export interface PipelineReference {
  /** The pipeline that refers. */
  readonly path: string;
  /** As it is written there. */
  readonly value: string;
  /** Counted from zero. */
  readonly line: number;
  /** The pipeline that is referred to. */
  readonly target: string;
  /**
   * `path`: it names the target from the repository's root. `name`: only the last part agrees, as after a move of a
   * folder, so it may or may not mean the target.
   */
  readonly match: 'path' | 'name';
}

/**
 * Finds which pipelines a text refers to. The line-based one below asks for no parser; whoever understands pipelines
 * takes its place, and mends what it finds.
 */
export interface ReferenceFinder {
  /** `targets` are paths of pipelines. The result is in the order of the text. */
  findReferences(path: string, text: string, targets: readonly string[]): readonly PipelineReference[];
}

const reference = /^\s*(orchestrationJob|transformationJob):\s*(.*?)\s*$/;
const extensions = { orchestrationJob: 'orchestration', transformationJob: 'transformation' } as const;

/** Reads the parameters `orchestrationJob` and `transformationJob`, which name a path with or without its ending. */
export const lineReferenceFinder: ReferenceFinder = {
  findReferences: (path, text, targets) => {
    const wanted = targets.flatMap(toWanted);
    return text.split('\n').flatMap((source, line) => {
      const [, parameter, written = ''] = reference.exec(source) ?? [];
      if (parameter !== 'orchestrationJob' && parameter !== 'transformationJob') return [];
      const value = unquote(written);
      const named = withoutEnding(value.replace(/^(?:\.?\/)+/, ''));
      const candidates = wanted.filter(({ kind }) => kind === extensions[parameter]);
      const found = candidates.find((it) => it.path === named) ?? candidates.find((it) => it.name === lastPart(named));
      if (found === undefined) return [];
      return [{ path, value, line, target: found.target, match: found.path === named ? 'path' : 'name' }];
    });
  },
};

function toWanted(target: string) {
  const kind = readPipelineFileName(lastPart(target))?.kind;
  if (kind === undefined) return [];
  const path = withoutEnding(target);
  return [{ target, kind, path, name: lastPart(path) }];
}

function withoutEnding(path: string): string {
  return path.replace(/\.(?:orch|tran)\.yaml$/, '');
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function unquote(written: string): string {
  if (/^".*"$/.test(written)) {
    try {
      const value: unknown = JSON.parse(written);
      if (typeof value === 'string') return value;
    } catch {
      // YAML has escapes that JSON has not; what is between the quotes is close enough for a name.
    }
    return written.slice(1, -1);
  }
  if (/^'.*'$/.test(written)) return written.slice(1, -1).replaceAll("''", "'");
  return written.replace(/\s+#.*$/, '');
}
