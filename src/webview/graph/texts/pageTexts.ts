import * as l10n from '@vscode/l10n';
import type { Graph } from '../../../graph/graphModel';

export const getZoomIn = (): string => l10n.t('Zoom In');
export const getZoomOut = (): string => l10n.t('Zoom Out');
export const getFit = (): string => l10n.t('Show All');
export const getPin = (): string => l10n.t('Stay with This Pipeline');
export const getUnpin = (): string => l10n.t('Follow the Active Pipeline');
export const getShowList = (): string => l10n.t('List of Components');
export const getShowLegend = (): string => l10n.t('Legend');
export const getExportSvg = (): string => l10n.t('Export as SVG…');
export const getExportPng = (): string => l10n.t('Export as PNG…');
export const getSearchLabel = (): string => l10n.t('Find a component');
export const getNext = (): string => l10n.t('Next');
export const getPrevious = (): string => l10n.t('Previous');
export const getDismiss = (): string => l10n.t('Dismiss');
export const getGoToText = (): string => l10n.t('Go to Text');
export const getDifferences = (): string => l10n.t('Differences');

export const toMatchText = (at: number, count: number): string =>
  count === 0 ? l10n.t('Nothing found') : l10n.t('{0} of {1}', at + 1, count);

export const toMoreText = (count: number): string => l10n.t('Show {0} More', count);

/** Why the drawing may not be all there is; `undefined` when it is. */
export function toReadingText({ reading, nodes }: Graph): string | undefined {
  switch (reading) {
    case 'whole':
      return undefined;
    case 'partial':
      return l10n.t('The text cannot be read as a whole now. Shown is what can be.');
    case 'tooLong':
      return l10n.t('The file is too long to be a pipeline and is not shown.');
    case 'tooDeep':
      return nodes.length === 0
        ? l10n.t('The file is nested too deeply to be a pipeline and is not shown.')
        : undefined;
  }
}

export const getEmptyHeading = (): string => l10n.t('No components yet');
export const getEmptyText = (): string =>
  l10n.t(
    'Add a component below “components” in the text, and it appears here. An orchestration begins with one of the type “start”.',
  );
