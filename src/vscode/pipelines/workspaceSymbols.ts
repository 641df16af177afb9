import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import type { NamedPlace } from '../../pipelines/fileFacts';
import type { LanguageContext, PipelinePlace } from './languageContext';
import { readPlacedText } from './placedPipeline';
import { toAbortSignal } from './abortSignal';

const mostSymbols = 500;

class PipelineSymbolInformation extends vscode.SymbolInformation {
  readonly place: PipelinePlace;
  readonly found: NamedPlace;
  readonly path: string;

  constructor(kind: vscode.SymbolKind, { place, path, found }: Found) {
    super(found.name, kind, path, new vscode.Location(place.toUri(path), new vscode.Position(0, 0)));
    this.place = place;
    this.found = found;
    this.path = path;
  }
}

interface Found {
  readonly place: PipelinePlace;
  readonly path: string;
  readonly found: NamedPlace;
}

/** Components and variables of every pipeline that was read, in the folders and files that are open. */
export function registerWorkspaceSymbols(context: LanguageContext): Disposable {
  return vscode.languages.registerWorkspaceSymbolProvider({
    provideWorkspaceSymbols: async (query, token) => {
      const symbols: PipelineSymbolInformation[] = [];
      for (const place of await findPlaces(context, toAbortSignal(token))) {
        for (const path of place.index.pipelines) {
          const facts = place.index.facts(path);
          const add = (kind: vscode.SymbolKind) => (found: NamedPlace) => {
            if (isMatch(found.name, query) && symbols.length < mostSymbols) {
              symbols.push(new PipelineSymbolInformation(kind, { place, path, found }));
            }
          };
          facts?.components.forEach(add(vscode.SymbolKind.Class));
          facts?.variables.forEach(add(vscode.SymbolKind.Variable));
        }
      }
      return symbols;
    },
    resolveWorkspaceSymbol: async (symbol, token) => {
      if (!(symbol instanceof PipelineSymbolInformation)) return symbol;
      const read = await readPlacedText(symbol.place, symbol.path, toAbortSignal(token));
      if (read !== undefined) symbol.location = new vscode.Location(read.uri, read.toRange(symbol.found.span));
      return symbol;
    },
  });
}

/** Of the folders of the workspace, and of the files that are open beside them; each repository once. */
async function findPlaces(context: LanguageContext, signal: AbortSignal): Promise<readonly PipelinePlace[]> {
  const open = vscode.workspace.textDocuments.filter(
    (document) => vscode.languages.match(context.selector, document) > 0,
  );
  const uris = [
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, 'any')),
    ...open.map(({ uri }) => uri),
  ];
  const places = new Map<string, PipelinePlace>();
  for (const uri of uris) {
    const place = await context.findPlace(uri, signal);
    if (place !== undefined) places.set(place.rootUri.toString(), place);
  }
  return [...places.values()];
}

/** The letters in their order, with others between them, as the editor looks for them itself. */
function isMatch(name: string, query: string): boolean {
  const wanted = Array.from(query.toLowerCase());
  let at = 0;
  for (const letter of name.toLowerCase()) if (letter === wanted[at]) at++;
  return at >= wanted.length;
}
