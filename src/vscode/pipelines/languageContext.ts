import type * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import type { RepositoryIndex } from '../../pipelines/repositoryIndex';

/** Where a file is: which repository or clone it belongs to, and what is known of the others there. */
export interface PipelinePlace {
  /** The same for every file of one repository at one branch or commit, or of one clone. */
  readonly rootUri: vscode.Uri;
  /** Of the file that was asked about, from the root. */
  readonly path: string;
  readonly index: RepositoryIndex;
  readonly toUri: (path: string) => vscode.Uri;
  /** As the editor has it, with what is unsaved; read where it was not read yet. `undefined` where there is no such text. */
  readonly readText: (path: string, signal?: AbortSignal) => Promise<string | undefined>;
  /** Waits until all that takes no request is in the index. Rejects with the abort reason. */
  readonly settle: (signal?: AbortSignal) => Promise<void>;
  /** Reads every pipeline that was not read yet; costs a request each on Bitbucket. Rejects with the abort reason. */
  readonly readAll: (signal: AbortSignal, onProgress?: (done: number, total: number) => void) => Promise<void>;
}

/** What the features of the pipeline language work with. */
export interface LanguageContext {
  /** Files of the language, wherever they are; the sides of diffs are left out. */
  readonly selector: vscode.DocumentSelector;
  /** What the text means; read once per version of the document. */
  readonly read: (document: vscode.TextDocument) => PipelineDocument;
  /** `undefined` for a file that belongs to no repository, such as an untitled one. Never asks the user. */
  readonly findPlace: (uri: vscode.Uri, signal?: AbortSignal) => Promise<PipelinePlace | undefined>;
  readonly clock: Clock;
  readonly log: Log;
}
