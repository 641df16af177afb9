import type { EditOrigin } from '../../src/repositories/drafts/treeBases';
import type { CommitOutcome, ConflictChoice } from '../../src/repositories/commits/commitOutcome';

/** What a window is told when it starts. */
export interface WindowSettings {
  readonly apiUrl: string;
  readonly token: string;
  readonly draftsFolder: string;
  readonly workspace: string;
  readonly slug: string;
  readonly branch: string;
  /** Milliseconds since the epoch: from when on the windows' time runs faster, the same for all of them. */
  readonly startedMs: number;
  readonly sabotage: Sabotage | undefined;
}

/** A protection that is taken away, to see that its loss is noticed. */
export type Sabotage = 'parents' | 'readBack' | 'atomicReplace';

export const sabotages: readonly Sabotage[] = ['parents', 'readBack', 'atomicReplace'];

/** A draft as a test looks at it. */
export interface SeenDraft {
  readonly path: string;
  /** `undefined` for a deletion. */
  readonly text: string | undefined;
  readonly isInConflict: boolean;
  readonly renamedFrom: string | undefined;
}

/** What an editor that becomes dirty keeps, also for the time after a reload. */
export interface TypedInto {
  /** What stood in it then. */
  readonly text: string | undefined;
  readonly origin: EditOrigin | undefined;
  /** When the file was last changed, as far as the editor knew. */
  readonly shownMs: number;
}

/** What a person does in a window, by name: `[arguments, result]`. Texts are UTF-8. */
export interface WindowCalls {
  list: [[], readonly string[]];
  read: [[path: string], string | undefined];
  write: [[path: string, text: string], undefined];
  /** Begins to type into a file, as an editor that becomes dirty. */
  type: [[path: string], TypedInto];
  /** What was typed in a window that went away is in the editor again. */
  bringBack: [[path: string, typed: TypedInto], undefined];
  /** Saves what was typed: all that stands in that editor. */
  saveTyped: [[path: string, text: string], undefined];
  /** What is at the new place is replaced where the user has said so. */
  rename: [[from: string, to: string, overwrite: boolean], undefined];
  copy: [[from: string, to: string, overwrite: boolean], undefined];
  delete: [[path: string], undefined];
  drafts: [[], readonly SeenDraft[]];
  /** Resolves with what names the discarded, to be restored by. */
  discard: [[paths: readonly string[]], string | undefined];
  restore: [[id: string], undefined];
  commit: [[paths: readonly string[], message: string, newBranch: string | undefined], CommitOutcome['kind']];
  settle: [[], CommitOutcome['kind'] | undefined];
  look: [[], undefined];
  merge: [[], undefined];
  sides: [[path: string], { readonly mine: string | undefined; readonly theirs: string | undefined }];
  resolve: [[path: string, choice: ConflictChoice], undefined];
  /** Whether it changes drafts just now, or waits to. */
  isAtWork: [[], boolean];
}

export type CallName = keyof WindowCalls;

/** What a process of windows is told. */
export interface WindowMessage {
  readonly id: number;
  readonly what:
    | { readonly call: CallName; readonly args: readonly unknown[] }
    /** A window, in place of the one that is open and has done what it was at; `undefined` only closes that one. */
    | { readonly open: WindowSettings | undefined }
    /** From now on the process dies at its n-th access to the disk or the network. */
    | { readonly dieAt: number };
}

/** `error` is a sentence for the test's output. */
export type WindowReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly ready: true };
