import { findComponentType } from './catalogue';
import { readConflicts, type Conflict } from './conflictMarkers';
import type { Component, Pipeline, PipelineDocument, PipelineKind, Variable } from './pipelineDocument';
import { readComponent } from './readComponent';
import { readDesign } from './readDesign';
import { readYaml, type SyntaxProblem, type YamlText } from './readYaml';
import { recoverYaml } from './recoverYaml';
import { rereadYaml } from './rereadYaml';
import { findEntry, findMap, findScalar, type Entry, type Value } from './yamlValue';

/**
 * Reads the text of a pipeline file; never throws. A part that is not YAML keeps the rest its meaning, of a merge
 * conflict our side is read. `kindHint` is what the file's name says.
 */
export function readPipeline(text: string, kindHint?: PipelineKind): PipelineDocument {
  const { conflicts, ownText } = readConflicts(text);
  return toDocument(text, readTolerantly(ownText), conflicts, kindHint);
}

/**
 * The same as `readPipeline`, but takes over what it can from the reading of a text that differs little, as while
 * somebody types; only `visited` tells the difference. Worth it where the text before was whole. Never throws.
 */
export function rereadPipeline(previous: PipelineDocument, text: string, kindHint?: PipelineKind): PipelineDocument {
  const isPlain = previous.isWhole && previous.duplicateKeys.length === 0 && previous.aliases.length === 0;
  const { conflicts } = readConflicts(text);
  const yaml = isPlain && conflicts.length === 0 ? rereadYaml(previous.root, previous.text, text) : undefined;
  if (yaml === undefined) return readPipeline(text, kindHint);
  return toDocument(text, { ...yaml, problems: [], duplicates: [], aliases: [] }, conflicts, kindHint);
}

function toDocument(
  text: string,
  yaml: YamlText,
  conflicts: readonly Conflict[],
  kindHint: PipelineKind | undefined,
): PipelineDocument {
  const pipeline = toPipeline(yaml.root, yaml.problems);
  return {
    text,
    kind: toKind(pipeline, kindHint),
    pipeline,
    root: yaml.root,
    syntaxProblems: yaml.problems,
    conflicts,
    duplicateKeys: yaml.duplicates,
    aliases: yaml.aliases,
    refusal: yaml.refusal,
    isWhole: yaml.problems.length === 0 && conflicts.length === 0 && yaml.refusal === undefined,
    visited: yaml.visited,
  };
}

/** Where the file and its name contradict each other, most of its components decide. */
function toKind({ type, components }: Pipeline, hint: PipelineKind | undefined): PipelineKind | undefined {
  const said = type?.text === 'orchestration' || type?.text === 'transformation' ? type.text : undefined;
  if (said === undefined || hint === undefined || said === hint) return said ?? hint;
  const votes = components.map((it) => findComponentType(it.type?.text ?? '')?.kind);
  const count = (kind: PipelineKind) => votes.filter((it) => it === kind).length;
  return count(hint) > count(said) ? hint : said;
}

/** In characters: reading a longer text part by part would hold up the editor for seconds. */
const longestRecovered = 256_000;

function readTolerantly(text: string): YamlText {
  const whole = readYaml(text);
  if (whole.refusal !== undefined || whole.problems.length === 0) return whole;
  // What such a text means is not known; only why it cannot be read is told.
  if (text.length > longestRecovered) {
    const { visited } = whole;
    return { root: undefined, problems: whole.problems.slice(0, 1), duplicates: [], aliases: [], visited };
  }
  const recovered = recoverYaml(text);
  const visited = whole.visited + recovered.visited;
  // The parts may be fine one by one, as where a second document begins.
  if (recovered.problems.length === 0) return { ...recovered, problems: whole.problems.slice(0, 1), visited };
  return { ...recovered, visited };
}

function toPipeline(root: Value | undefined, problems: readonly SyntaxProblem[]): Pipeline {
  const pipelineEntry = findEntry(root, 'pipeline');
  const body = pipelineEntry?.value;
  const metadata = findMap(body, 'metadata');
  const componentsEntry = findEntry(body, 'components');
  const variablesEntry = findEntry(body, 'variables');
  const components = readComponents(componentsEntry, problems);
  const componentsByName = new Map<string, Component>();
  for (const component of components) {
    if (!componentsByName.has(component.name.text)) componentsByName.set(component.name.text, component);
  }
  return {
    type: findScalar(root, 'type'),
    version: findScalar(root, 'version'),
    topEntries: root?.kind === 'map' ? root.entries : [],
    pipelineEntry,
    metadata: metadata && {
      description: findScalar(metadata, 'description'),
      origin: findScalar(metadata, 'origin'),
    },
    componentsEntry,
    components,
    componentsByName,
    variablesEntry,
    variables: variablesEntry?.value.kind === 'map' ? variablesEntry.value.entries.map(readVariable) : [],
    design: readDesign(findEntry(root, 'design')),
  };
}

function readComponents(entry: Entry | undefined, problems: readonly SyntaxProblem[]): readonly Component[] {
  if (entry?.value.kind !== 'map') return [];
  const { entries, span } = entry.value;
  const damaged = new Set<Entry>();
  const places = problems.map((problem) => problem.span.start).sort((a, b) => a - b);
  let place = 0;
  entries.forEach((it, index) => {
    const until = entries[index + 1]?.span.start ?? span.end + 1;
    for (; place < places.length && (places[place] ?? 0) < until; place++) {
      if ((places[place] ?? 0) >= it.span.start) damaged.add(it);
    }
  });
  return entries.map((it) => readComponent(it, damaged.has(it)));
}

function readVariable(entry: Entry): Variable {
  const metadata = findMap(entry.value, 'metadata');
  return {
    name: entry.key,
    entry,
    type: findScalar(metadata, 'type'),
    description: findScalar(metadata, 'description'),
    scope: findScalar(metadata, 'scope'),
    visibility: findScalar(metadata, 'visibility'),
    defaultValue: findEntry(entry.value, 'defaultValue')?.value,
  };
}
