import * as l10n from '@vscode/l10n';
import type { RepositoryRow } from '../../../wizard/protocol';

export const getSearchPlaceholder = (): string => l10n.t('Type to search by name');
export const getWorkspaceLabel = (): string => l10n.t('Workspace');
export const getAllWorkspaces = (): string => l10n.t('All workspaces');
export const getRefreshLabel = (): string => l10n.t('Refresh');
export const getRetryLabel = (): string => l10n.t('Try Again');
export const getRecentMark = (): string => l10n.t('Recent');
export const getFavouriteMark = (): string => l10n.t('Favourite');
export const getLoadingText = (): string => l10n.t('Loading repositories…');

export function getEmptyText(search: string): string {
  return search === ''
    ? l10n.t('There is no repository you can write to yet. Create one on Bitbucket; it shows up here when you return.')
    : l10n.t('No repository you can write to has “{0}” in its name.', search);
}

/** How many there are, as far as known. */
export function toCountText(count: number, isLoading: boolean, language: string): string {
  const shown = count.toLocaleString(language);
  if (isLoading) return l10n.t('{0} repositories so far, more are loading…', shown);
  return count === 1 ? l10n.t('1 repository') : l10n.t('{0} repositories', shown);
}

/** Where a repository is and when it last changed. */
export function toPlaceText({ workspaceName, slug, updatedMs }: RepositoryRow, language: string): string {
  const place = `${workspaceName} / ${slug}`;
  return updatedMs > 0 ? `${place} · ${toAgeText(updatedMs, language)}` : place;
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function toAgeText(sinceMs: number, language: string): string {
  const agoMs = Date.now() - sinceMs;
  const [unit, lengthMs] = units.find(([, ms]) => agoMs >= ms) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(agoMs / lengthMs), unit);
}
