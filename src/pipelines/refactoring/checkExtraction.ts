import { areConnectionsSure } from '../areConnectionsSure';
import type { Component, PipelineDocument, Transition, Variable } from '../pipelineDocument';
import { createPipelineGraph, type Edge, type PipelineGraph } from '../pipelineGraph';
import { findSymbolUses } from '../symbols/findSymbolUses';
import { walkScalars } from '../yamlValue';

/** Where a pipeline that runs in the place of components leads on to. */
interface ExtractionExit {
  /** The last component. */
  readonly from: Component;
  /** One for each kind of transition: one for what follows the last component, one for a failure of any. */
  readonly ways: readonly (readonly [kind: Transition['kind'], targets: readonly string[]])[];
}

/** Components that can become a pipeline of their own, which runs in their place. */
export interface Extraction {
  readonly kind: 'possible';
  /** In the order of the file. */
  readonly components: readonly Component[];
  /** The only one that is led to from outside, or that nothing leads to. */
  readonly entry: Component;
  /** What follows them; `undefined` where nothing does. */
  readonly exit: ExtractionExit | undefined;
  /** Those of the file that the components speak of. */
  readonly variables: readonly Variable[];
}

/** Why components cannot become a pipeline of their own without another meaning. */
type ExtractionRefusal =
  | 'nothing'
  | 'transformation'
  | 'damaged'
  | 'start'
  | 'junction'
  | 'severalEntries'
  | 'apart'
  | 'severalExits'
  | 'exitByResult'
  | 'branches'
  | 'failures'
  | 'iterator'
  | 'variable';

export interface RefusedExtraction {
  readonly kind: 'refused';
  readonly reason: ExtractionRefusal;
  /** The variable or the component that is in the way. */
  readonly name?: string;
}

/**
 * Whether components can become a child pipeline: one way in, one kind of way out besides that for a failure, and nothing
 * that comes back.
 */
export function checkExtraction(
  document: PipelineDocument,
  selected: readonly Component[],
): Extraction | RefusedExtraction {
  if (document.kind !== 'orchestration') return refuse('transformation');
  if (selected.length === 0) return refuse('nothing');
  if (!areConnectionsSure(document) || selected.some((it) => it.isDamaged || it.type === undefined)) {
    return refuse('damaged');
  }
  if (selected.some(({ type }) => type?.text === 'start')) return refuse('start');
  const inside = new Set(selected);
  const components = document.pipeline.components.filter((it) => inside.has(it));
  const graph = createPipelineGraph(document);
  const entry = findEntryOf(graph, components, inside);
  if (!('entry' in entry)) return entry;
  const exit = findExit(graph, components, inside, entry.entry);
  if (!('exit' in exit)) return exit;
  const changed = findChangedAndUsed(document, components);
  if (changed !== undefined) return refuse('variable', changed);
  const variables = findVariables(document, components);
  return { kind: 'possible', components, entry: entry.entry, exit: exit.exit, variables };
}

function refuse(reason: ExtractionRefusal, name?: string): RefusedExtraction {
  return name === undefined ? { kind: 'refused', reason } : { kind: 'refused', reason, name };
}

function findEntryOf(
  graph: PipelineGraph,
  components: readonly Component[],
  inside: ReadonlySet<Component>,
): { readonly entry: Component } | RefusedExtraction {
  const fromOutside = components.flatMap((it) => graph.incoming(it)).filter(({ from }) => !inside.has(from));
  const entries = new Set(fromOutside.map(({ to }) => to));
  if (entries.size === 0) {
    for (const it of components) if (graph.incoming(it).length === 0) entries.add(it);
  }
  const [entry, another] = entries;
  if (entry === undefined || another !== undefined) return refuse('severalEntries', another?.name.text);
  const isJunction = entry.type?.text === 'and' || entry.type?.text === 'or';
  if (isJunction && fromOutside.length > 1) return refuse('junction', entry.name.text);
  const reached = new Set([entry]);
  for (const it of reached) for (const { to } of graph.outgoing(it)) if (inside.has(to)) reached.add(to);
  const apart = components.find((it) => !reached.has(it));
  return apart === undefined ? { entry } : refuse('apart', apart.name.text);
}

function findExit(
  graph: PipelineGraph,
  components: readonly Component[],
  inside: ReadonlySet<Component>,
  entry: Component,
): { readonly exit: Extraction['exit'] } | RefusedExtraction {
  const edges = components.flatMap((it) => graph.outgoing(it));
  const leaving = edges.filter(({ to }) => !inside.has(to));
  const iterator = leaving.find(({ isIteration }) => isIteration);
  if (iterator !== undefined) return refuse('iterator', iterator.from.name.text);
  if (leaving.length === 0) return { exit: undefined };
  if (graph.incoming(entry).some((it) => it.isIteration)) return refuse('iterator', entry.name.text);
  const staying = edges.filter(({ to, isIteration }) => inside.has(to) && !isIteration);
  const repeated = new Set(edges.filter(({ isIteration }) => isIteration).map(({ to }) => to));
  const waited = components.filter((it) => !repeated.has(it));
  // Whatever ends here without leading on is not waited for now, and would be then.
  const ends = waited.filter((it) => !staying.some(({ from }) => from === it));
  const [last] = ends;
  const failing = leaving.filter((it) => kindOf(it) === 'failure');
  const following = leaving.filter((it) => kindOf(it) !== 'failure');
  if (ends.length !== 1 || last === undefined || following.some(({ from }) => from !== last)) {
    return refuse('severalExits');
  }
  const kinds = new Set(following.map(kindOf));
  const [kind] = kinds;
  if (kinds.size > 1 || (failing.length > 0 && kind === 'unconditional')) return refuse('severalExits');
  if (kind === 'true' || kind === 'false') return refuse('exitByResult', last.name.text);
  // A child that has gone another way inside has succeeded all the same.
  if (staying.some((it) => !/^(?:success|unconditional)$/.test(kindOf(it) ?? ''))) return refuse('branches');
  const refusal =
    failing.length > 0
      ? checkFailures({ waited, staying, failing })
      : kind === 'unconditional' && staying.some((it) => kindOf(it) !== kind)
        ? refuse('branches')
        : undefined;
  if (refusal !== undefined) return refusal;
  const ways = [following, failing.filter(({ from }) => from === last)].flatMap((way) => {
    const [first] = way;
    const itsKind = first && kindOf(first);
    return itsKind === undefined ? [] : [[itsKind, way.map(({ to }) => to.name.text)] as const];
  });
  return { exit: { from: last, ways } };
}

/** A child fails with any of its components: that is the same only where each of them leads to the same places then. */
function checkFailures({
  waited,
  staying,
  failing,
}: {
  readonly waited: readonly Component[];
  readonly staying: readonly Edge[];
  readonly failing: readonly Edge[];
}): RefusedExtraction | undefined {
  // In one of several branches a failure does not keep the others from going on.
  const isOneWay = new Set(staying.map(({ from }) => from)).size === staying.length;
  if (!isOneWay || staying.some((it) => kindOf(it) !== 'success')) return refuse('branches');
  const targetsOf = (component: Component) => failing.flatMap(({ from, to }) => (from === component ? [to] : []));
  const targets = new Set(failing.map(({ to }) => to));
  const other = waited.find((it) => new Set(targetsOf(it)).size !== targets.size);
  if (other !== undefined) return refuse('failures', other.name.text);
  const apart = failing.find(({ from }) => !waited.includes(from));
  if (apart !== undefined) return refuse('failures', apart.from.name.text);
  const junction = [...targets].find(({ type }) => type?.text === 'and');
  // It would be waited for the failure of each.
  if (junction !== undefined && waited.length > 1) return refuse('junction', junction.name.text);
  return undefined;
}

function kindOf({ writtenIn, place }: Edge): Transition['kind'] | undefined {
  return writtenIn.transitions.find(({ target }) => target === place)?.kind;
}

/** A variable that the components change and others use: a child keeps its changes to itself. */
function findChangedAndUsed(document: PipelineDocument, components: readonly Component[]): string | undefined {
  const isInside = (offset: number) =>
    components.some(({ entry: { span } }) => span.start <= offset && offset < span.end);
  const uses = findSymbolUses(document).flatMap(({ symbol, role, span }) =>
    symbol.kind === 'variable' && role !== 'definition'
      ? [{ name: symbol.name, role, isInside: isInside(span.start) }]
      : [],
  );
  const changed = new Set(uses.filter((it) => it.isInside && it.role === 'write').map(({ name }) => name));
  if (changed.size === 0) return undefined;
  const others = document.pipeline.components.filter((it) => !components.includes(it));
  const wordsOutside = findWordsIn(others);
  return [...changed].find((name) => wordsOutside.has(name));
}

/** Scripts may speak of variables without `${…}`, so that every word counts. */
function findVariables({ pipeline }: PipelineDocument, components: readonly Component[]): readonly Variable[] {
  const words = findWordsIn(components);
  return pipeline.variables.filter(({ name }) => words.has(name.text));
}

function findWordsIn(components: readonly Component[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { parametersEntry, postProcessing } of components) {
    for (const entry of [parametersEntry, postProcessing]) {
      if (entry === undefined) continue;
      for (const { text } of walkScalars(entry.value)) {
        for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) words.add(word);
      }
    }
  }
  return words;
}
