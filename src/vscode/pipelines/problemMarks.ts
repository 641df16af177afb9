import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { findFileProblems } from '../../pipelines/findFileProblems';
import { createKnownFiles, KnownFileSet } from '../../pipelines/knownFiles';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import type { Problem } from '../../pipelines/problem';
import { qualityRulesPath } from '../../pipelines/quality/qualityRules';
import { readQualityRules } from '../../pipelines/quality/readQualityRules';
import type { LocationPath } from '../../repositories/locationPath';
import { readUri } from '../files/locationUri';
import type { RepositoryAccess } from '../files/repositoryAccess';
import { BitbucketSource } from './bitbucketSource';
import type { ProblemBoard } from './problemBoard';

export interface ProblemMarksPorts {
  readonly access: Pick<RepositoryAccess, 'findLast'>;
  readonly board: Pick<ProblemBoard, 'has' | 'onDidChange'>;
}

/**
 * Marks pipelines on Bitbucket with the number of their problems wherever their addresses are listed, if they have been
 * read already: no request. The editor itself does so for those whose problems it lists.
 */
export class ProblemMarks implements vscode.FileDecorationProvider, Disposable {
  readonly #ports: ProblemMarksPorts;
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChangeFileDecorations = this.#onDidChange.event;

  constructor(ports: ProblemMarksPorts) {
    this.#ports = ports;
    this.#owned.add(
      ports.board.onDidChange((uri) => {
        this.#onDidChange.fire(uri);
      }),
    );
    this.#owned.add(vscode.window.registerFileDecorationProvider(this));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    const place = readUri(uri);
    if (place?.location.ref.kind !== 'branch' || readPipelinePath(place.path) === undefined) return undefined;
    if (this.#ports.board.has(uri)) return undefined;
    return toMark(await this.#findKeptProblems(place));
  }

  async #findKeptProblems({ location, path }: LocationPath): Promise<readonly Problem[]> {
    const services = await this.#ports.access.findLast(location.repository);
    const tip = services?.files.peekTip(location);
    if (services === undefined || tip === undefined) return [];
    const source = new BitbucketSource(location, services);
    try {
      const bytes = await source.readKept(path);
      if (bytes === undefined) return [];
      const isListed = (await services.snapshots.readKeptPipelines(location.repository, tip)) !== undefined;
      const listing = isListed ? await source.list(new AbortController().signal) : undefined;
      const files = listing ? new KnownFileSet(listing.paths, listing.completeness) : createKnownFiles([], false);
      const rules = await source.readKept(qualityRulesPath);
      const qualityRules = rules && readQualityRules(decode(rules)).rules;
      return findFileProblems(path, decode(bytes), { files, qualityRules });
    } finally {
      source.dispose();
    }
  }
}

function toMark(problems: readonly Problem[]): vscode.FileDecoration | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  const count = errors + warnings;
  if (count === 0) return undefined;
  const tooltip = vscode.l10n.t('{0} errors, {1} warnings', errors, warnings);
  const color = errors > 0 ? 'list.errorForeground' : 'list.warningForeground';
  return new vscode.FileDecoration(count > 9 ? '9+' : String(count), tooltip, new vscode.ThemeColor(color));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
