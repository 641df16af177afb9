import * as vscode from 'vscode';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { ProjectKey } from '../../projects/projectBook';
import { readUri } from '../files/locationUri';
import { toProjectId } from './projectId';

/** Counts the problems on the branches of projects, as far as the editor knows them: of what was read already. */
export class ProjectProblems implements Disposable {
  readonly #changed = new Emitter<ProjectKey>();
  /** For each project that it may be another number for. */
  readonly onDidChange: Event<ProjectKey> = this.#changed.event;
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const keys = uris.map(readKey).filter((key) => key !== undefined);
      for (const key of new Map(keys.map((it) => [toProjectId(it), it])).values()) this.#changed.fire(key);
    });
  }

  /** Errors and warnings; hints are no problems. */
  count(key: ProjectKey): number {
    const id = toProjectId(key);
    return vscode.languages
      .getDiagnostics()
      .filter(([uri]) => isWithin(uri, id))
      .flatMap(([, diagnostics]) => diagnostics)
      .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning).length;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function isWithin(uri: vscode.Uri, id: string): boolean {
  const key = readKey(uri);
  return key !== undefined && toProjectId(key) === id;
}

function readKey(uri: vscode.Uri): ProjectKey | undefined {
  const location = readUri(uri)?.location;
  if (location?.ref.kind !== 'branch') return undefined;
  return { repository: location.repository, branch: location.ref.name };
}
