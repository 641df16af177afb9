import * as vscode from 'vscode';
import type { LineRange } from '../../repositories/bitbucketLink';
import type { RepositoryLocation } from '../../repositories/location';
import { readLocationPath, toLocationPath, type LocationPath } from '../../repositories/locationPath';
import { readUri } from './locationUri';

/** What a command is to act on. */
export interface CommandTarget extends LocationPath {
  /** Whose row of the tree it was called on; `undefined` from anywhere else. */
  readonly accountId: string | undefined;
}

interface LocatedRow {
  readonly location: RepositoryLocation;
  readonly path?: string;
  readonly accountId?: string;
}

/**
 * Reads the argument a menu hands to a command: an address, or a row of the tree. Without one, the file in the active
 * editor counts. `undefined` when that is not ours either.
 */
export function readCommandTarget(argument: unknown): CommandTarget | undefined {
  if (isLocatedRow(argument)) {
    const { location, path = '', accountId } = argument;
    return { location, path, accountId };
  }
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const place = uri && readUri(uri);
  return place && { ...place, accountId: undefined };
}

/** The part of an editor that says what is selected in it. */
interface SelectingEditor {
  readonly document: Pick<vscode.TextDocument, 'uri'>;
  readonly selection: Pick<vscode.Selection, 'isEmpty'> &
    Record<'start' | 'end', Pick<vscode.Position, 'line' | 'character'>>;
}

/** The lines selected in an editor, if it shows the place; `undefined` without a selection. */
export function readSelectedLines(
  { location, path }: LocationPath,
  editor: SelectingEditor | undefined,
): LineRange | undefined {
  if (editor === undefined || editor.selection.isEmpty) return undefined;
  const shown = readUri(editor.document.uri);
  if (shown === undefined || toLocationPath(shown.location, shown.path) !== toLocationPath(location, path))
    return undefined;
  const { start, end } = editor.selection;
  // A selection of whole lines ends at the beginning of the line after them.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { first: start.line + 1, last: last + 1 };
}

/** Commands may be called by other extensions too, so the shape is checked, the location by a round trip. */
function isLocatedRow(argument: unknown): argument is LocatedRow {
  if (typeof argument !== 'object' || argument === null || !('location' in argument)) return false;
  if ('path' in argument && typeof argument.path !== 'string' && argument.path !== undefined) return false;
  if ('accountId' in argument && typeof argument.accountId !== 'string') return false;
  return isLocation(argument.location);
}

function isLocation(value: unknown): value is RepositoryLocation {
  if (typeof value !== 'object' || value === null || !('repository' in value && 'ref' in value)) return false;
  const { repository, ref } = value;
  if (typeof repository !== 'object' || repository === null || typeof ref !== 'object' || ref === null) return false;
  const hasNames = 'workspace' in repository && 'slug' in repository && 'kind' in ref;
  if (!hasNames || typeof repository.workspace !== 'string' || typeof repository.slug !== 'string') return false;
  const isBranch = ref.kind === 'branch' && 'name' in ref && typeof ref.name === 'string';
  const isCommit = ref.kind === 'commit' && 'hash' in ref && typeof ref.hash === 'string';
  if (!isBranch && !isCommit) return false;
  return readLocationPath(toLocationPath(value as RepositoryLocation, '')) !== undefined;
}
