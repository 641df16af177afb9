import type { FileReference, FileResolution } from '../fileReferences';
import type { Cycle } from '../findCycles';
import type { KnownFiles } from '../knownFiles';
import type { PipelineDocument } from '../pipelineDocument';
import type { PipelineGraph } from '../pipelineGraph';
import type { Finding, ProblemCode, Severity } from '../problem';
import type { QualityRule, QualityRuleId } from '../quality/qualityRules';
import type { findSimilar } from '../suggest';

/** What is known about a file besides its text; without it the checks that need it keep silent. */
export interface CheckContext {
  /** From the repository's root. */
  readonly path?: string | undefined;
  readonly files?: KnownFiles | undefined;
  /** What the repository's own file enables. */
  readonly qualityRules?: readonly QualityRule[] | undefined;
}

/** What rules look at; the parts that take work are done once for all of them, when the first one asks. */
export interface RuleContext extends CheckContext {
  readonly document: PipelineDocument;
  readonly graph: PipelineGraph;
  readonly cycles: readonly Cycle[];
  readonly references: readonly ResolvedReference[];
  /** The candidate that a name may mean; for all names of the file together it does only so much work. */
  readonly findSimilar: typeof findSimilar;
  readonly findQualityRule: (id: QualityRuleId) => QualityRule | undefined;
}

export interface ResolvedReference {
  readonly reference: FileReference;
  readonly resolution: FileResolution;
}

/** One independent check. Adding a rule means adding a file and listing it in `allRules.ts`. */
export interface Rule<C extends ProblemCode> {
  readonly code: C;
  readonly severity: Severity;
  /** What it is about and why it matters, in a sentence or two. */
  readonly documentation: string;
  check(context: RuleContext): Iterable<Finding<C>>;
}

/** A rule of any code, as a list holds them. */
export type AnyRule = { [C in ProblemCode]: Rule<C> }[ProblemCode];
