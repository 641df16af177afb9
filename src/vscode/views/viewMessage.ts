import * as vscode from 'vscode';
import type { LoadFailure } from '../../repositories/loadFailure';
import { toFailureText } from '../failureText';
import { toAgeText } from './messageRows';

/** How much of an account's repositories is on screen, and how current it is. */
export interface ViewSummary {
  readonly shown: number;
  /** All that are known to exist. */
  readonly total: number;
  readonly isLoading: boolean;
  readonly search: string | undefined;
  /** What is shown could not be brought up to date. */
  readonly outdated: { readonly failure: LoadFailure; readonly loadedAt: number | undefined } | undefined;
}

export interface MessageContext {
  readonly now: number;
  readonly language: string;
}

/** Several accounts as one. */
export function addSummaries(summaries: readonly ViewSummary[]): ViewSummary {
  return {
    shown: summaries.reduce((sum, { shown }) => sum + shown, 0),
    total: summaries.reduce((sum, { total }) => sum + total, 0),
    isLoading: summaries.some(({ isLoading }) => isLoading),
    search: summaries.find(({ search }) => search !== undefined)?.search,
    outdated: summaries.find(({ outdated }) => outdated !== undefined)?.outdated,
  };
}

/** The line above the rows; `undefined` while everything is shown and current. */
export function toViewMessage(summary: ViewSummary, context: MessageContext): string | undefined {
  const { shown, total, isLoading, search, outdated } = summary;
  const parts: string[] = [];
  const isPartial = isLoading || search !== undefined || shown < total;
  if (isPartial && total > 0) parts.push(toCountText(summary, context));
  if (search !== undefined) parts.push(vscode.l10n.t('search “{0}”', search));
  if (isLoading && total > 0) parts.push(vscode.l10n.t('loading…'));
  if (outdated !== undefined && total > 0) parts.push(toOutdatedText(outdated, context));
  return parts.length === 0 ? undefined : parts.join(' · ');
}

/** A few characters beside the view's title. */
export function toViewDescription({ shown, total }: ViewSummary, { language }: MessageContext): string | undefined {
  if (total === 0) return undefined;
  const all = total.toLocaleString(language);
  return shown === total ? all : vscode.l10n.t('{0} of {1}', shown.toLocaleString(language), all);
}

function toCountText({ shown, total }: ViewSummary, { language }: MessageContext): string {
  return vscode.l10n.t('Showing {0} of {1}', shown.toLocaleString(language), total.toLocaleString(language));
}

function toOutdatedText(outdated: NonNullable<ViewSummary['outdated']>, { now, language }: MessageContext): string {
  const { label } = toFailureText(outdated.failure, 'workspaces', language);
  return `${toAgeText(outdated.loadedAt, now, language)} – ${label}`;
}
