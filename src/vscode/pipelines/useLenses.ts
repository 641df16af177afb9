import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { toAbortSignal } from './abortSignal';
import { findReferrers } from './findReferences';
import type { LanguageContext, PipelinePlace } from './languageContext';
import { readRest } from './readRest';

/** Only the lens calls it, with the address of the pipeline. */
const showUsesCommand = 'maia.pipeline.showUses';

class UseLens extends vscode.CodeLens {
  readonly place: PipelinePlace;
  readonly document: vscode.TextDocument;

  constructor(document: vscode.TextDocument, place: PipelinePlace) {
    super(new vscode.Range(0, 0, 0, 0));
    this.document = document;
    this.place = place;
  }
}

/** Says above a pipeline who runs it, and looks into the others where not all were read. */
export function registerUseLenses(context: LanguageContext): Disposable {
  const owned = new DisposableStore();
  const changes = owned.add(new vscode.EventEmitter<void>());
  const watched = new WeakSet<PipelinePlace['index']>();
  const watch = ({ index }: PipelinePlace) => {
    if (watched.has(index)) return;
    watched.add(index);
    owned.add(
      index.onDidChange(() => {
        changes.fire();
      }),
    );
  };
  owned.add(
    vscode.languages.registerCodeLensProvider(context.selector, {
      onDidChangeCodeLenses: changes.event,
      provideCodeLenses: async (document, token) => {
        const place = await context.findPlace(document.uri, toAbortSignal(token));
        if (place === undefined) return [];
        watch(place);
        return [new UseLens(document, place)];
      },
      resolveCodeLens: async (lens, token) => {
        if (!(lens instanceof UseLens)) return lens;
        const { place, document } = lens;
        const locations = await findReferrers(place, place.path, toAbortSignal(token));
        const title = describeUses(place, locations);
        lens.command =
          place.index.unread.length > 0
            ? { title, command: showUsesCommand, arguments: [document.uri] }
            : locations.length > 0
              ? { title, command: 'editor.action.showReferences', arguments: toArguments(document.uri, locations) }
              : { title, command: '' };
        return lens;
      },
    }),
  );
  owned.add(
    vscode.commands.registerCommand(showUsesCommand, async (uri: unknown) => {
      if (uri instanceof vscode.Uri) await showUses(context, uri);
    }),
  );
  return owned;
}

/** Once everything was read that the user wants to be read. */
async function showUses({ findPlace, log }: LanguageContext, uri: vscode.Uri): Promise<void> {
  const { signal } = new AbortController();
  try {
    const place = await findPlace(uri, signal);
    if (place === undefined || !(await readRest(place, signal))) return;
    const locations = await findReferrers(place, place.path, signal);
    if (locations.length > 0) {
      await vscode.commands.executeCommand('editor.action.showReferences', ...toArguments(uri, locations));
    } else void vscode.window.showInformationMessage(describeUses(place, locations));
  } catch (error) {
    log.warn(`Who runs a pipeline could not be found out: ${String(error)}`);
  }
}

function toArguments(uri: vscode.Uri, locations: readonly vscode.Location[]) {
  return [uri, new vscode.Position(0, 0), [...locations]];
}

/** How many pipelines name the one at the place, and how many of all that was looked for in. */
function describeUses({ index }: PipelinePlace, locations: readonly vscode.Location[]): string {
  const { l10n } = vscode;
  const paths = new Set(locations.map(({ uri }) => uri.path));
  const count = [...paths].filter((path) => readPipelinePath(path) !== undefined).length;
  const unread = index.unread.length;
  const none = unread > 0 ? l10n.t('No use found yet') : l10n.t('Used by no pipeline');
  const some = count === 1 ? l10n.t('Used by 1 pipeline') : l10n.t('Used by {0} pipelines', count);
  const parts = [count === 0 ? none : some];
  if (paths.size > count) parts.push(l10n.t('shared with other projects'));
  if (unread > 0) parts.push(l10n.t('{0} of {1} pipelines not read yet', unread, index.pipelines.length));
  return parts.join(' · ');
}
