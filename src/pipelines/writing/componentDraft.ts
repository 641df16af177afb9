import { toKey } from '../createDesignEntry';
import type { LineStyle } from './lineStyle';
import { escapeSnippet, toPlaceholder } from './proposal';

/** What a value may be; of several choices the first one counts until another is chosen. */
export type DraftValue =
  | { readonly kind: 'bare' }
  | { readonly kind: 'text'; readonly choices: readonly string[] }
  /** A text over several lines, such as a script. */
  | { readonly kind: 'block' }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly string[])[] }
  /** As it is written, with the indentation that it needs below the first line. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] };

/** A component that is still to be written. */
export interface ComponentDraft {
  readonly name: string;
  readonly type: string;
  readonly transitions?: readonly (readonly [kind: string, targets: readonly string[]])[];
  /** Each with its choices. */
  readonly sources?: readonly (readonly string[])[];
  readonly iterationTarget?: readonly string[];
  readonly parameters: readonly (readonly [key: string, value: DraftValue])[];
}

/** Writes a component in Maia's order and style, the first line indented as well; as a snippet its choices can be filled in. */
export function writeComponent(draft: ComponentDraft, column: number, style: LineStyle, asSnippet: boolean): string {
  return [
    `${' '.repeat(column)}${asSnippet ? escapeSnippet(toKey(draft.name)) : toKey(draft.name)}:`,
    ...writeProperties(draft, column + style.step, style, asSnippet),
  ].join(style.newline);
}

/** The lines below the name; without `type` where the draft's is empty. */
export function writeProperties(
  draft: ComponentDraft,
  column: number,
  style: LineStyle,
  asSnippet: boolean,
): readonly string[] {
  return new DraftWriter(style, asSnippet).write(draft, column);
}

/** Puts a name or a text into double quotes; YAML reads everything back that JSON writes. */
export function toQuoted(text: string): string {
  return JSON.stringify(text);
}

class DraftWriter {
  readonly #style: LineStyle;
  readonly #asSnippet: boolean;
  #filled = 0;

  constructor(style: LineStyle, asSnippet: boolean) {
    this.#style = style;
    this.#asSnippet = asSnippet;
  }

  write({ name, type, transitions, sources, iterationTarget, parameters }: ComponentDraft, column: number): string[] {
    const { step, dashStep } = this.#style;
    const indent = ' '.repeat(column);
    const lines = type === '' ? [] : [`${indent}type: ${this.#text([type])}`];
    if (transitions !== undefined && transitions.length > 0) {
      lines.push(`${indent}transitions:`);
      const inner = ' '.repeat(column + step);
      for (const [kind, targets] of transitions) {
        lines.push(`${inner}${toKey(kind)}:`);
        for (const target of targets) lines.push(`${inner}${' '.repeat(dashStep)}- ${this.#text([target])}`);
      }
    }
    if (sources !== undefined && sources.length > 0) {
      lines.push(`${indent}sources:`);
      for (const choices of sources) lines.push(`${indent}${' '.repeat(dashStep)}- ${this.#text(choices)}`);
    }
    if (iterationTarget !== undefined) lines.push(`${indent}iterationTarget: ${this.#text(iterationTarget)}`);
    lines.push(`${indent}parameters:`, `${' '.repeat(column + step)}componentName: ${this.#fixed(toQuoted(name))}`);
    for (const [key, value] of parameters) lines.push(...this.#parameter(key, value, column + step));
    return lines;
  }

  #parameter(key: string, value: DraftValue, column: number): readonly string[] {
    const indent = ' '.repeat(column);
    const head = `${indent}${key}:`;
    switch (value.kind) {
      case 'bare':
        return [head];
      case 'text':
        return [`${head} ${this.#text(value.choices)}`];
      case 'block':
        if (!this.#asSnippet) return [`${head} ""`];
        return [`${head} |-`, `${indent}${' '.repeat(this.#style.step)}${toPlaceholder(++this.#filled, [])}`];
      case 'rows':
        return [head, ...value.rows.flatMap((row) => this.#row(row, column + this.#style.dashStep))];
      case 'lines':
        return [head, ...value.lines.map((line) => `${indent}${this.#fixed(line)}`)];
    }
  }

  #row(row: readonly string[], column: number): readonly string[] {
    return row.map(
      (cell, index) => `${' '.repeat(column)}${index === 0 ? '- ' : '  '}- ${this.#fixed(toQuoted(cell))}`,
    );
  }

  #text(choices: readonly string[]): string {
    if (!this.#asSnippet) return toQuoted(choices[0] ?? '');
    const [only, another] = choices;
    if (only !== undefined && another === undefined) return escapeSnippet(toQuoted(only));
    return `"${toPlaceholder(
      ++this.#filled,
      choices.map((it) => toQuoted(it).slice(1, -1)),
    )}"`;
  }

  #fixed(text: string): string {
    return this.#asSnippet ? escapeSnippet(text) : text;
  }
}
