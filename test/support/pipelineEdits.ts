import type { Component, PipelineDocument } from '../../src/pipelines/pipelineDocument';
import type { Span } from '../../src/pipelines/span';
import { walkScalars, type Scalar } from '../../src/pipelines/yamlValue';
import type { Pick } from './pipelineDamage';

/** One thing that somebody changed in a pipeline, and how it is told: `kind name`, and more where it says more. */
export interface PipelineEdit {
  readonly text: string;
  readonly expected: readonly string[];
}

type EditMaker = (document: PipelineDocument, pick: Pick) => PipelineEdit | undefined;

/** Edits as people make them, on pipelines as Maia writes them; `undefined` where there is nothing to edit like that. */
export const pipelineEdits: Readonly<Record<string, EditMaker>> = {
  addComponent: ({ text, pipeline }) => {
    const last = pipeline.components.at(-1);
    const block =
      '    Brand new:\n      type: "grid-variable"\n      parameters:\n        componentName: "Brand new"\n';
    const place = '    Brand new:\n      position:\n        x: 5\n        "y": 6\n';
    return last && { text: insert(text, last.entry.span.end, block) + place, expected: ['componentAdded Brand new'] };
  },
  removeComponent: (document, pick) => {
    const { text, pipeline } = document;
    const component = pick(pipeline.components.filter((it) => !isTarget(it, document)));
    if (component === undefined) return undefined;
    const name = component.name.text;
    const own = listConnections(document).filter(({ from, to }) => from === name || to === name);
    const named = own.filter(({ writtenIn }) => writtenIn !== component).map(({ place }) => place.span);
    const design = pipeline.design.componentsByName.get(name)?.entry.span;
    return {
      text: cutLines(text, [component.entry.span, ...named, ...(design ? [design] : [])]),
      expected: [`componentRemoved ${name}`, ...own.map((it) => `connectionRemoved ${it.from} > ${it.to} ${it.kind}`)],
    };
  },
  renameComponent: ({ text, pipeline }, pick) => {
    const name = pick(pipeline.components)?.name;
    if (name === undefined) return undefined;
    const key = text.slice(name.span.start, name.span.end);
    const renamed = text
      .replaceAll(`    ${key}:\n`, '    Called anew:\n')
      .replaceAll(JSON.stringify(name.text), '"Called anew"');
    return { text: renamed, expected: [`componentRenamed ${name.text} > Called anew`] };
  },
  changeType: ({ text, pipeline }, pick) => {
    const component = pick(pipeline.components);
    return component?.type && put(text, component.type, 'another-type', `componentType ${component.name.text}`);
  },
  changeParameter: ({ text, pipeline }, pick) => {
    const found = pick(pipeline.components.flatMap(listParameterValues));
    return found && put(text, found.value, 'something else', `parameter ${found.name} ${found.path}`);
  },
  addParameter: ({ text, pipeline }, pick) => {
    const component = pick(pipeline.components);
    if (component?.componentName === undefined) return undefined;
    const added = insert(text, component.componentName.span.end, '        extra: "1"\n');
    return { text: added, expected: [`parameter ${component.name.text} extra`] };
  },
  skip: ({ text, pipeline }, pick) => {
    const component = pick(pipeline.components);
    if (component?.type === undefined) return undefined;
    const skipped = insert(text, component.type.span.end, '      skipped: true\n');
    return { text: skipped, expected: [`skipped ${component.name.text}`] };
  },
  redirect: (document, pick) => {
    const found = pick(listConnections(document));
    const names = document.pipeline.components.map((it) => it.name.text);
    const other = pick(names.filter((it) => !listConnections(document).some((c) => c.to === it || c.from === it)));
    if (found === undefined || other === undefined) return undefined;
    const { kind } = found;
    const now = kind === 'source' ? `${other} > ${found.to}` : `${found.from} > ${other}`;
    const expected = [`connectionRemoved ${found.from} > ${found.to} ${kind}`, `connectionAdded ${now} ${kind}`];
    return { ...put(document.text, found.place, other, ''), expected };
  },
  disconnect: (document, pick) => {
    const found = pick(listConnections(document));
    if (found === undefined) return undefined;
    const expected = [`connectionRemoved ${found.from} > ${found.to} ${found.kind}`];
    return { text: cutLines(document.text, [found.place.span]), expected };
  },
  changeTransitionKind: ({ text, pipeline }, pick) => {
    const found = pick(pipeline.components.flatMap((it) => it.transitions.map((transition) => ({ it, transition }))));
    if (found?.transition.kind !== 'success' || found.it.transitions.some(({ kind }) => kind === 'unconditional')) {
      return undefined;
    }
    const { kindName } = found.transition;
    const of = found.it.transitions.filter((it) => it.kindName === kindName).map(({ target }) => target.text);
    const from = found.it.name.text;
    return {
      text: replace(text, kindName.span, 'unconditional'),
      expected: of.flatMap((to) => [
        `connectionAdded ${from} > ${to} unconditional`,
        `connectionRemoved ${from} > ${to} success`,
      ]),
    };
  },
  iterateOverAnother: ({ text, pipeline }, pick) => {
    const found = pick(pipeline.components.filter((it) => it.iterationTarget !== undefined));
    return found?.iterationTarget && put(text, found.iterationTarget, 'Done', `iterationTarget ${found.name.text}`);
  },
  addVariable: ({ text, pipeline }) => {
    const { variablesEntry } = pipeline;
    const variable = '    added_one:\n      metadata:\n        type: "TEXT"\n      defaultValue: ""\n';
    return (
      variablesEntry && {
        text: insert(text, variablesEntry.span.end, variable),
        expected: ['variableAdded added_one'],
      }
    );
  },
  removeVariable: ({ text, pipeline }, pick) => {
    const variable = pick(pipeline.variables);
    return (
      variable && { text: cutLines(text, [variable.entry.span]), expected: [`variableRemoved ${variable.name.text}`] }
    );
  },
  changeVariable: ({ text, pipeline }, pick) => {
    const variable = pick(pipeline.variables);
    return variable?.scope && put(text, variable.scope, 'COPIED', `variable ${variable.name.text} metadata.scope`);
  },
  describe: ({ text }) => ({
    text: text.replace('pipeline:\n', 'pipeline:\n  metadata:\n    description: "What it does"\n'),
    expected: ['metadata pipeline.metadata'],
  }),
  changeVersion: ({ text, pipeline }) => pipeline.version && put(text, pipeline.version, '2.0', 'metadata version'),
  addNote: ({ text }) => ({
    text: `${text}  notes:\n    n1:\n      position:\n        x: 1\n        "y": 2\n      content: "Read me"\n`,
    expected: ['noteAdded Read me'],
  }),
};

/** Moves some nodes on the canvas and gives one its technical id: nothing but layout. */
export function moveNodes({ text, pipeline }: PipelineDocument, pick: Pick): PipelineEdit | undefined {
  const moved = pick(pipeline.design.components.filter(({ position }) => position !== undefined));
  if (moved?.position === undefined) return undefined;
  const edited = replace(text, moved.position.entry.span, 'position:\n        x: -17\n        "y": 4711');
  const withId = edited.replace('tempMetlId:\n', 'tempMetlId: 12345\n');
  return { text: withId, expected: [`layout ${moved.name.text}`] };
}

interface Connection {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly place: Scalar;
  readonly writtenIn: Component;
}

function listConnections({ pipeline }: PipelineDocument): readonly Connection[] {
  return pipeline.components.flatMap((it): readonly Connection[] => {
    const name = it.name.text;
    return [
      ...it.transitions.map(({ kind, target }) => ({
        from: name,
        to: target.text,
        kind,
        place: target,
        writtenIn: it,
      })),
      ...it.sources.map((place) => ({ from: place.text, to: name, kind: 'source', place, writtenIn: it })),
    ];
  });
}

function listParameterValues({ name, parameters }: Component): { name: string; path: string; value: Scalar }[] {
  return (parameters?.entries ?? []).flatMap(({ key, value }) => {
    if (key.text === 'componentName') return [];
    if (value.kind === 'scalar') return [{ name: name.text, path: key.text, value }];
    return walkScalars(value).flatMap((scalar) => {
      const path = findPath(value, scalar);
      return path === undefined ? [] : [{ name: name.text, path: [key.text, ...path].join('.'), value: scalar }];
    });
  });
}

function findPath(
  value: ReturnType<typeof walkScalars>[number] | object,
  scalar: Scalar,
): readonly string[] | undefined {
  if (value === scalar) return [];
  if (!('items' in value) || !Array.isArray(value.items)) return undefined;
  for (const [index, item] of value.items.entries()) {
    const path = findPath(item as object, scalar);
    if (path !== undefined) return [String(index), ...path];
  }
  return undefined;
}

function isTarget({ name }: Component, { pipeline }: PipelineDocument): boolean {
  return pipeline.components.some(({ iterationTarget }) => iterationTarget?.text === name.text);
}

function put(text: string, { span, type }: Scalar, value: string, expected: string): PipelineEdit {
  const isBare = type === 'null';
  return { text: replace(text, span, `${isBare ? ' ' : ''}${JSON.stringify(value)}`), expected: [expected] };
}

function replace(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** Behind the line that an offset is in. */
function insert(text: string, offset: number, lines: string): string {
  const at = text.indexOf('\n', offset) + 1;
  return text.slice(0, at) + lines + text.slice(at);
}

function cutLines(text: string, spans: readonly Span[]): string {
  let left = text;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start)) {
    left = left.slice(0, left.lastIndexOf('\n', start) + 1) + left.slice(left.indexOf('\n', end) + 1);
  }
  return left;
}
