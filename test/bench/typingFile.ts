/** The environment variable with the path of the file through which the bench and an extension host speak. */
export const typingFileVariable = 'MAIA_BENCH_TYPING';

/** Who may do something while somebody types. */
type Worker = 'maia' | 'git';

export interface TypingRequest {
  /** The path of a large file in a local Git repository. */
  readonly localFile: string;
  /** The path of the same file on `main` of the only repository. */
  readonly remoteFile: string;
  readonly rounds: number;
}

/** What was seen of the extension host while somebody typed in one file. */
export interface TypingRun {
  /** Where somebody typed: in a draft, or in the local file. */
  readonly typedIn: 'draft' | 'local';
  /** The longest time for which the code of an extension, or what it called, kept the thread without a break. */
  readonly longestTaskMs: Readonly<Record<Worker, number>>;
  /** The longest that the host had no time for anything else, whoever was the reason. */
  readonly longestDelayMs: number;
  /** How much of the file was typed, to know that it was. */
  readonly edits: number;
}
