import type { Graph, Point } from './graphModel';

/** What the page keeps for a reload of the window. */
export interface KeptGraph {
  readonly uri: string;
  readonly isPinned: boolean;
}

/** One table for both sides: request → [argument, answer]. */
export interface GraphRequests {
  /** The page is there and wants what is known. */
  ready: [argument: undefined, answer: undefined];
  /** Selects a component or note in the text; the keyboard goes there as well, or stays. */
  reveal: [argument: { readonly id: string; readonly takesFocus: boolean }, answer: undefined];
  /** How far a component was moved on the canvas of the file. */
  move: [argument: { readonly id: string; readonly by: Point }, answer: undefined];
  pin: [isPinned: boolean, answer: undefined];
  exportSvg: [argument: undefined, answer: undefined];
  /** The picture as the page has painted it, in base64. */
  savePng: [picture: string, answer: undefined];
  /** The drawing as a picture for bright or dark surroundings, for the page to paint. */
  drawPicture: [theme: 'light' | 'dark', picture: string];
}

export type GraphRequest = {
  readonly [K in keyof GraphRequests]: {
    readonly id: number;
    readonly method: K;
    readonly argument: GraphRequests[K][0];
  };
}[keyof GraphRequests];

/** What the page shows. */
export interface ShownGraph {
  readonly graph: Graph;
  /** Name of the pipeline, or what is compared with what. */
  readonly title: string;
  /** `diff` compares two versions: nothing can be moved, and no text is selected. */
  readonly mode: 'pipeline' | 'diff';
  readonly isPinned: boolean;
  /** Whether places can be written. */
  readonly canMove: boolean;
  /** Why there is nothing to show, or only what was there before. */
  readonly trouble?: string | undefined;
  /** What to keep for a reload; `undefined` where nothing can be brought back. */
  readonly kept?: KeptGraph | undefined;
  /** The differences in words, for a comparison. */
  readonly summary?: readonly string[] | undefined;
}

export type GraphHostMessage =
  | { readonly kind: 'graph'; readonly shown: ShownGraph }
  /** The cursor went to a component or note, or to neither. */
  | { readonly kind: 'select'; readonly id: string | undefined }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string };

/** What the page finds in its own markup when it starts, so that nothing waits for a message. */
export interface GraphPageStart {
  /** Translations for the page, as of the editor's bundle; `undefined` for English. */
  readonly bundle?: Readonly<Record<string, string>> | undefined;
  readonly language: string;
  readonly first: ShownGraph;
  /** What the cursor is on. */
  readonly selected?: string | undefined;
}
