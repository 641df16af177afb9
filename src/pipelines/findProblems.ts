import { findCycles, type Cycle } from './findCycles';
import { findFileReferences, resolveFile } from './fileReferences';
import type { PipelineDocument } from './pipelineDocument';
import { createPipelineGraph, type PipelineGraph } from './pipelineGraph';
import type { Problem } from './problem';
import { allRules } from './rules/allRules';
import type { AnyRule, CheckContext, ResolvedReference, RuleContext } from './rules/rule';
import { createSuggester } from './suggest';

/** Every problem in a pipeline file, in the order of the text. Never throws. */
export function findProblems(document: PipelineDocument, context: CheckContext = {}): readonly Problem[] {
  const ruleContext = new LazyContext(document, context);
  return sortProblems(allRules.flatMap((rule) => runRule(rule, ruleContext)));
}

/** In the order of the text; those at one place in the order they were found. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start);
}

function runRule(rule: AnyRule, context: RuleContext): Problem[] {
  const problems: Problem[] = [];
  for (const { severity, ...finding } of rule.check(context)) {
    // A rule finds only problems of its own code, which the compiler cannot follow through the union.
    problems.push({ code: rule.code, severity: severity ?? rule.severity, ...finding } as Problem);
  }
  return problems;
}

class LazyContext implements RuleContext {
  readonly document: PipelineDocument;
  readonly path: string | undefined;
  readonly files: CheckContext['files'];
  readonly qualityRules: CheckContext['qualityRules'];
  readonly findSimilar: RuleContext['findSimilar'] = createSuggester();
  #graph: PipelineGraph | undefined;
  #cycles: readonly Cycle[] | undefined;
  #references: readonly ResolvedReference[] | undefined;

  constructor(document: PipelineDocument, { path, files, qualityRules }: CheckContext) {
    this.document = document;
    this.path = path;
    this.files = files;
    this.qualityRules = qualityRules;
  }

  get graph(): PipelineGraph {
    this.#graph ??= createPipelineGraph(this.document);
    return this.#graph;
  }

  get cycles(): readonly Cycle[] {
    const { components, design } = this.document.pipeline;
    const xOf = (name: string) => design.componentsByName.get(name)?.position?.x ?? 0;
    this.#cycles ??= findCycles(components, this.graph, (it) => xOf(it.name.text));
    return this.#cycles;
  }

  get references(): readonly ResolvedReference[] {
    const { files, path } = this;
    if (files === undefined) return [];
    this.#references ??= findFileReferences(this.document).map((reference) => ({
      reference,
      resolution: resolveFile(reference, path, files),
    }));
    return this.#references;
  }

  readonly findQualityRule: RuleContext['findQualityRule'] = (id) => this.qualityRules?.find((rule) => rule.id === id);
}
