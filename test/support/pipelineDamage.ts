import { readPipeline } from '../../src/pipelines/readPipeline';
import type { Component, PipelineDocument } from '../../src/pipelines/pipelineDocument';

/** A pipeline that was right before. */
export interface Damage {
  readonly text: string;
  /** Names under which the damaged component may be found, before and after. */
  readonly names: readonly string[];
  /** It happened outside all components. */
  readonly isOutside?: boolean;
}

/** Picks one of the items; all of a test's choices follow from its seed. */
export type Pick = <T>(items: readonly T[]) => T | undefined;

type DamageMaker = (document: PipelineDocument, pick: Pick) => Damage | undefined;

interface Block {
  readonly component: Component;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Ways to break a pipeline that Maia has written; `undefined` where this one cannot be broken like that. */
export const damages: Readonly<Record<string, DamageMaker>> = {
  danglingTransition: (document, pick) => {
    const found = pick(
      document.pipeline.components.flatMap((it) => it.transitions.map(({ target }) => ({ it, target }))),
    );
    return found && put(document, found.it, found.target.span, '"Nowhere at all"');
  },
  danglingSource: (document, pick) => {
    const found = pick(document.pipeline.components.flatMap((it) => it.sources.map((source) => ({ it, source }))));
    return found && put(document, found.it, found.source.span, '"Nowhere at all"');
  },
  danglingIterationTarget: (document, pick) => {
    const found = pick(document.pipeline.components.filter((it) => it.iterationTarget));
    return found?.iterationTarget && put(document, found, found.iterationTarget.span, '"Nowhere at all"');
  },
  cycle: (document, pick) => {
    const found = pick(
      document.pipeline.components.flatMap((it) =>
        [...it.transitions.map((t) => t.target), ...it.sources].map((name) => ({ it, name })),
      ),
    );
    return found && put(document, found.it, found.name.span, JSON.stringify(found.it.name.text));
  },
  typeOfOtherKind: (document, pick) => {
    const found = pick(document.pipeline.components.filter(({ type }) => type !== undefined));
    const other = document.kind === 'orchestration' ? '"calculator"' : '"sql-executor"';
    return found?.type && put(document, found, found.type.span, other);
  },
  lostType: (document, pick) => cutLine(document, pick, /^ {6}type: .*\n/m),
  lostName: (document, pick) => change(document, pick, /^ {4}(.*):$/m, '    :', ['']),
  lostDesign: (document, pick) => {
    const found = pick(document.pipeline.design.components);
    if (found === undefined) return undefined;
    const start = document.text.lastIndexOf('\n', found.entry.span.start) + 1;
    const end = document.text.indexOf('\n', found.entry.span.end) + 1;
    return { text: document.text.slice(0, start) + document.text.slice(end), names: [found.name.text] };
  },
  extraDesign: (document) => ({
    text: `${document.text}    Ghost:\n      position:\n        x: 1\n        "y": 1\n`,
    names: ['Ghost'],
  }),
  movedChild: (document, pick) =>
    change(document, pick, /((?:orchestration|transformation)Job): "children\//, '$1: "elsewhere/'),
  lostChild: (document, pick) =>
    change(document, pick, /((?:orchestration|transformation)Job): "children\/\w+/, '$1: "children/gone'),
  nameOneIn: (document, pick) => change(document, pick, /^ {4}/m, '     '),
  nameOneOut: (document, pick) => change(document, pick, /^ {4}/m, '   '),
  propertyOneIn: (document, pick) => change(document, pick, /^ {6}parameters:/m, '       parameters:'),
  openQuote: (document, pick) => change(document, pick, /componentName: "(.*)"/, 'componentName: "$1'),
  openBracket: (document, pick) => change(document, pick, /componentName: "(.*)"/, 'componentName: ["$1"'),
  lostColon: (document, pick) => change(document, pick, /^( {4}.*):$/m, '$1'),
  tab: (document, pick) => change(document, pick, /^ {6}type/m, '\t  type'),
  twice: (document, pick) => {
    const block = pick(blocksOf(document));
    if (block === undefined) return undefined;
    const copy = document.text.slice(block.start, block.end);
    return { text: document.text.slice(0, block.end) + copy + document.text.slice(block.end), names: [block.name] };
  },
  renamed: (document, pick) => change(document, pick, /^ {4}.*:$/m, '    Renamed just here:', ['Renamed just here']),
  conflict: (document, pick) =>
    change(document, pick, /^( {6}type: .*\n)/m, '<<<<<<< HEAD\n$1=======\n      type: "and"\n>>>>>>> theirs\n'),
  kindTypo: (document, pick) => change(document, pick, /^ {8}(success|unconditional|failure):/m, '        $1s:'),
  conditionWithoutIf: (document, pick) =>
    change(document, pick, /^ {8}(success|unconditional|failure):/m, '        "true":'),
  keyTypo: (document, pick) => change(document, pick, /^ {6}(transition|source|parameter)s:/m, '      $1:'),
  secretReference: (document, pick) =>
    change(document, pick, /(componentName: .*)/, '$1\n        password:\n          secretReferenceNameId: "x"'),
  credential: (document, pick) =>
    change(document, pick, /(componentName: .*)/, '$1\n        password: "hunter2!isNotSafe"'),
  otherName: (document, pick) => change(document, pick, /componentName: .*/, 'componentName: "Somebody else"'),
  removed: (document, pick) => {
    const named = new Set(
      document.pipeline.components.flatMap((it) => [
        ...it.transitions.map((t) => t.target.text),
        ...it.sources.map((s) => s.text),
      ]),
    );
    const block = pick(blocksOf(document).filter(({ name }) => named.has(name)));
    return block && { text: document.text.slice(0, block.start) + document.text.slice(block.end), names: [block.name] };
  },
  lostTopKey: (document, pick) => outside(document, pick(['type: .*\n', 'version: .*\n'])),
  lostParameters: (document, pick) =>
    change(document, pick, /((?:type|- |iterationTarget).*\n) {6}parameters:\n(?= {8}componentName)/, '$1'),
  topKeyTypo: (document) => ({ text: document.text.replace(/^version:/m, 'versoin:'), names: [], isOutside: true }),
};

function outside({ text }: PipelineDocument, line: string | undefined): Damage | undefined {
  return line === undefined
    ? undefined
    : { text: text.replace(new RegExp(`^${line}`, 'm'), ''), names: [], isOutside: true };
}

function put(
  { text }: PipelineDocument,
  { name }: Component,
  span: { start: number; end: number },
  by: string,
): Damage {
  return { text: text.slice(0, span.start) + by + text.slice(span.end), names: [name.text] };
}

function cutLine(document: PipelineDocument, pick: Pick, line: RegExp): Damage | undefined {
  return change(document, pick, line, '');
}

function change(
  document: PipelineDocument,
  pick: Pick,
  from: RegExp,
  to: string,
  names: readonly string[] = [],
): Damage | undefined {
  const { text } = document;
  const block = pick(blocksOf(document).filter(({ start, end }) => from.test(text.slice(start, end))));
  if (block === undefined) return undefined;
  const source = text.slice(block.start, block.end);
  return {
    text: text.slice(0, block.start) + source.replace(from, to) + text.slice(block.end),
    names: [block.name, ...names],
  };
}

function blocksOf({ text, pipeline }: PipelineDocument): readonly Block[] {
  const { components } = pipeline;
  return components.map((component) => {
    const start = text.lastIndexOf('\n', component.entry.span.start) + 1;
    const end = text.indexOf('\n', component.entry.span.end) + 1;
    return { component, name: component.name.text, start, end };
  });
}

/** Those that name a component of a pipeline, before anything happened to it. */
export function findThoseNaming(text: string, names: readonly string[]): readonly string[] {
  return readPipeline(text).pipeline.components.flatMap(({ name, transitions, sources, iterationTarget }) => {
    const named = [
      ...transitions.map(({ target }) => target.text),
      ...sources.map((it) => it.text),
      iterationTarget?.text ?? '',
    ];
    return named.some((it) => names.includes(it)) ? [name.text] : [];
  });
}
