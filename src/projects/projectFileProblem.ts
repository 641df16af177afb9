/** What is wrong in a project file. Unknown keys are warnings, everything else is an error. */
export type ProjectFileProblemCode =
  | 'tooLarge'
  | 'syntax'
  | 'duplicateKey'
  | 'alias'
  | 'tooDeep'
  | 'unknownKey'
  | 'missing'
  | 'wrongType'
  | 'invalid'
  | 'tooLong'
  | 'looksLikeSecret';

/** At UTF-16 offsets into the text that was read, the end exclusive. */
export interface ProjectFileProblem {
  readonly code: ProjectFileProblemCode;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly severity: 'error' | 'warning';
  /** For the sentence: `key` (dotted path), `expected`, `limit`, `detail` (the YAML parser's words), by code. */
  readonly facts?: Readonly<Record<string, string | number>> | undefined;
}
