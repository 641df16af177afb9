import type { TextEdit } from '../problem';
import type { Span } from '../span';

/** What a proposal stands for: whoever shows it finds icon and words by it. */
export type Proposed =
  | { readonly kind: 'componentType'; readonly type: string }
  /** A whole component; `target` is the type of the one it runs, where that comes along. */
  | { readonly kind: 'newComponent'; readonly type: string; readonly target?: string }
  | { readonly kind: 'newVariable'; readonly type: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'component'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'systemVariable'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'sharedPipeline'; readonly displayName: string }
  /** A rule of the file of quality rules. */
  | { readonly kind: 'qualityRule'; readonly id: string }
  | { readonly kind: 'value' };

/** Something that can be written at a place. */
export interface Proposal {
  readonly label: string;
  readonly proposed: Proposed;
  /** What `newText` takes the place of: in one line, around the cursor. */
  readonly span: Span;
  /** With all indentation; a snippet in the editor's notation where `isSnippet`. */
  readonly newText: string;
  readonly isSnippet: boolean;
  /** What the typed word, quote included, is compared with. */
  readonly filterText: string;
  /** Elsewhere in the same file. */
  readonly alsoEdits: readonly TextEdit[];
  /** What was written has a next word that can be proposed. */
  readonly asksAgain: boolean;
}

/** A text as a part of a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, String.raw`\$&`);
}

/** A place to fill in a snippet: the first choice is there already, the others can be chosen. */
export function toPlaceholder(index: number, choices: readonly string[]): string {
  const [first, ...others] = choices;
  if (first === undefined) return `\${${index}}`;
  if (others.length === 0) return `\${${index}:${escapeSnippet(first)}}`;
  return `\${${index}|${choices.map((it) => it.replace(/[\\,|]/g, String.raw`\$&`)).join(',')}|}`;
}
