import type { Span } from './span';
import type { SecretKind } from './secretKind';

/** Errors fail in Maia, warnings probably do or will, hints are worth a look. */
export type Severity = 'error' | 'warning' | 'hint';

/** Puts a text into the place of a span, which may be empty. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** What each kind of problem is about: whoever shows one makes the sentence from these facts. */
export interface ProblemFacts {
  'conflict-marker': Nothing;
  'not-read': { readonly reason: 'tooLong' | 'tooDeep' };
  /** `reason` is `yaml`'s code, or `MISSING_COLON` or `OFF_INDENT`. */
  'yaml-syntax': { readonly reason: string };
  'yaml-alias': { readonly text: string };
  'duplicate-key': { readonly key: string };
  'duplicate-component': Named;
  'missing-top-key': { readonly key: string; readonly similar?: string };
  'unknown-top-key': { readonly key: string };
  'wrong-shape': { readonly what: string; readonly expected: 'map' | 'list' | 'name' };
  'pipeline-type': { readonly type: string; readonly suggestion?: string };
  'type-against-file': { readonly type: string; readonly expected: string };
  'pipeline-version': { readonly version: string };
  'component-without-type': Named;
  'component-type-typo': Named & { readonly type: string; readonly suggestion: string };
  'component-of-other-kind': Named & { readonly type: string; readonly kind: string };
  'unknown-component-key': Named & { readonly key: string; readonly suggestion: string };
  'unknown-transition-target': Dangling;
  'unknown-source': Dangling;
  'unknown-iteration-target': Dangling;
  /** `path` leads from `target` back to `name`. */
  cycle: Named & { readonly target: string; readonly path: readonly string[] };
  'design-without-component': { readonly name: string };
  'component-without-design': Named;
  'transition-kind': Named & { readonly kind: string; readonly suggestion?: string };
  'misplaced-connections': Named & { readonly key: string; readonly expected: string };
  'misplaced-iteration-target': Named & { readonly type: string };
  'component-name-differs': Named & { readonly componentName: string };
  'child-pipeline-missing': FileReference;
  'child-pipeline-moved': MovedReference;
  'child-pipeline-relative': MovedReference;
  'child-pipeline-kind': FileReference & { readonly expected: string };
  'script-missing': FileReference;
  'script-moved': MovedReference;
  'script-relative': MovedReference;
  'unreachable-component': Named;
  'several-starts': Named & { readonly first: string };
  'no-start': Nothing;
  'secret-reference': Named & { readonly secret: string };
  'migration-left-over': Named & { readonly type: string };
  /** Never the value itself. */
  credential: { readonly parameter: string; readonly looksLike: SecretKind };
  'pipeline-file-name': {
    readonly fileName: string;
    readonly reason: 'empty' | 'character' | 'edgeSpace' | 'doubleSpace';
    readonly character?: string;
  };
  'variable-name': { readonly variable: string };
  'variable-metadata': {
    readonly variable: string;
    readonly key: string;
    readonly value: string;
    readonly allowed: readonly string[];
  };
  'unused-variable': { readonly variable: string };
  'undeclared-variable': { readonly variable: string };
  'quality-minimum-components': { readonly count: number; readonly limit: number };
  'quality-maximum-components': { readonly count: number; readonly limit: number };
  'quality-component-naming-convention': Named & { readonly pattern: string };
  'quality-unused-components': Named;
  'quality-copied-variables': { readonly variable: string };
  'quality-start-and-end-components': { readonly name?: string };
  'quality-maximum-outputs': { readonly count: number; readonly limit: number };
  'quality-end-output-components': Named;
  'quality-rules-shape': { readonly what: string };
  'quality-rules-unknown': { readonly id: string; readonly suggestion?: string };
  'quality-rules-duplicate': { readonly id: string };
  'quality-rules-level': { readonly level: string };
  'quality-rules-config': { readonly id: string; readonly key: string; readonly expected: 'number' | 'pattern' };
  'quality-rules-pattern': { readonly pattern: string };
  'shared-pipeline-missing': { readonly path: string; readonly candidates: readonly string[] };
  'rules-text-too-long': { readonly characters: number; readonly limit: number };
}

type Nothing = Readonly<Record<string, never>>;

interface Named {
  readonly name: string;
}

interface Dangling extends Named {
  /** The component that names it. */
  readonly from: string;
  readonly suggestion?: string;
}

interface FileReference extends Named {
  /** As it is written. */
  readonly path: string;
}

interface MovedReference extends FileReference {
  /** Paths from the root that it may mean. */
  readonly candidates: readonly string[];
}

/** Stable: shown to people, in reports and in links. Never used again for something else. */
export type ProblemCode = keyof ProblemFacts;

/** What a rule has found; the rule itself knows code and severity. */
interface FindingOf<Facts> {
  readonly facts: Facts;
  readonly span: Span;
  /** Mends it; only where there is no doubt about how. */
  readonly fix?: readonly TextEdit[];
  /** In place of the rule's own. */
  readonly severity?: Severity;
}

export type Finding<C extends ProblemCode> = FindingOf<ProblemFacts[C]>;

/** Something wrong with a file, with no idea of how or where it will be shown. */
export type Problem = {
  [C in ProblemCode]: {
    readonly code: C;
    readonly severity: Severity;
    readonly facts: ProblemFacts[C];
    readonly span: Span;
    readonly fix?: readonly TextEdit[];
  };
}[ProblemCode];
