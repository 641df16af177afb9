import type { Component, PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { findEntry, isNothing, type Entry, type Value } from '../yamlValue';
import { findColumnInRow } from './findColumnInRow';
import { readLineStyle, type LineStyle } from './lineStyle';
import type { Proposal, Proposed } from './proposal';
import { toQuoted } from './componentDraft';
import type { WritingPlace } from './writingPlace';

/** What is known of the files around a pipeline. */
export interface Surroundings {
  /** Of the file itself, from the root. */
  readonly path: string | undefined;
  /** Every pipeline of the repository. */
  readonly pipelines: readonly string[];
  /** Files that scripts can be in. */
  readonly scripts: readonly string[];
  /** Other pipelines are named with their ending, as most places of the repository do. */
  readonly withEnding: boolean;
  /** Names of the variables of a pipeline; `undefined` where it was not read. */
  readonly findVariables: (path: string) => readonly string[] | undefined;
  /** Pipelines that other projects may run: as `<Project>#<id>` where the project's name is known. */
  readonly sharedPipelines: readonly { readonly name: string; readonly displayName: string }[];
}

/** A file about whose repository nothing is known. */
export const noSurroundings: Surroundings = {
  path: undefined,
  pipelines: [],
  scripts: [],
  withEnding: true,
  findVariables: () => undefined,
  sharedPipelines: [],
};

/** A place in a document, and what a proposal for it needs. */
export class WritingContext {
  readonly document: PipelineDocument;
  readonly offset: number;
  readonly place: WritingPlace;
  readonly surroundings: Surroundings;
  readonly style: LineStyle;

  constructor(document: PipelineDocument, offset: number, place: WritingPlace, surroundings: Surroundings) {
    this.document = document;
    this.offset = offset;
    this.place = place;
    this.surroundings = surroundings;
    this.style = readLineStyle(document);
  }

  /** The component in which the place is. */
  get component(): Component | undefined {
    const [top, section, name] = this.place.path;
    if (top !== 'pipeline' || section !== 'components' || name === undefined) return undefined;
    return (
      this.document.pipeline.components.find(
        (it) => it.name.text === name && it.entry.span.start <= this.offset && this.offset <= this.#lineEnd(it.entry),
      ) ?? this.document.pipeline.componentsByName.get(name)
    );
  }

  /** In a list of lists the how-manieth of its row the item is. */
  findColumnInRow(): number | undefined {
    return findColumnInRow(this.document.text, this.offset);
  }

  /** Whether the place is an item, or a line that can become one: not where the key has its value beside it. */
  get isInList(): boolean {
    const { role, path, span } = this.place;
    if (role !== 'key') return role === 'item';
    const value = this.findValue(path.at(-1) === '-' ? path.slice(0, -1) : path);
    if (value?.kind === 'list') return !value.isFlow;
    return isNothing(value) || (value !== undefined && value.span.start >= span.start);
  }

  /** What the keys of a path lead to; an item is the one that holds the offset, or the last one before it. */
  findValue(path: readonly string[] = this.place.path): Value | undefined {
    let value = this.document.root;
    for (const key of path) {
      if (key === '-') {
        if (value?.kind !== 'list') return undefined;
        value = value.items.findLast((item) => item.span.start <= this.offset);
      } else value = findEntry(value, key)?.value;
    }
    return value;
  }

  /** The keys that a map has already, without the one at the cursor. */
  findOtherKeys(path: readonly string[] = this.place.path): ReadonlySet<string> {
    const value = this.findValue(path);
    const { span } = this.place;
    const isAtCursor = ({ key }: Entry) => key.span.start >= span.start && key.span.start <= span.end;
    return new Set(
      value?.kind === 'map' ? value.entries.filter((it) => !isAtCursor(it)).map(({ key }) => key.text) : [],
    );
  }

  /** A name or a text as a value or an item, in quotes. */
  toText(label: string, proposed: Proposed, also: readonly TextEdit[] = []): Proposal {
    return this.toRaw(label, toQuoted(label), proposed, also);
  }

  /** A value as it is written. */
  toRaw(label: string, source: string, proposed: Proposed, alsoEdits: readonly TextEdit[] = []): Proposal {
    const { place } = this;
    return {
      label,
      proposed,
      ...this.#toEdit(source),
      isSnippet: false,
      filterText: /^["']/.test(place.typed) ? place.typed.charAt(0) + label : label,
      alsoEdits,
      asksAgain: false,
    };
  }

  /** A key with what follows it: nothing, or a snippet below or behind it. */
  toKey(key: string, source: string, rest: string, proposed: Proposed): Proposal {
    const { place } = this;
    const isWhole = place.hasValue || rest === '';
    const newText = isWhole ? `${source}:` : `${source.replace(/[\\$}]/g, String.raw`\$&`)}:${rest}`;
    return {
      label: key,
      proposed,
      span: place.span,
      newText: `${place.needsSpace ? ' ' : ''}${newText}`,
      isSnippet: !isWhole,
      filterText: place.typed.startsWith('"') ? `"${key}` : key,
      alsoEdits: [],
      asksAgain: !isWhole && /\$\{?1\}?"?$/.test(rest),
    };
  }

  /** In the line of a list that has no dash yet, the dash comes along, in the column of those that are there. */
  #toEdit(source: string): TextEdit {
    const { role, needsSpace, span, column, itemColumn } = this.place;
    if (role !== 'key') return { span, newText: needsSpace ? ` ${source}` : source };
    if (itemColumn === column) return { span, newText: `- ${source}` };
    return {
      span: { start: span.start - column, end: span.end },
      newText: `${' '.repeat(itemColumn)}- ${source}`,
    };
  }

  #lineEnd({ span }: Entry): number {
    const next = this.document.text.indexOf('\n', span.end);
    return next === -1 ? this.document.text.length : next;
  }
}
