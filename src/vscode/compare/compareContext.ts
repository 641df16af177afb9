import type { FileCommandContext } from '../files/fileCommandContext';
import type { ShowGraphDiff } from '../graph/showGraphDiff';
import type { LayoutlessDocuments } from './layoutlessDocuments';
import type { ReviewRoom } from './reviewRoom';
import type { Reviews } from './reviews';

/** What the commands on comparisons work with. */
export interface CompareContext extends Pick<FileCommandContext, 'log' | 'webUrl'> {
  readonly reviews: Reviews;
  readonly room: ReviewRoom;
  readonly showGraphDiff: ShowGraphDiff;
  readonly layoutless: LayoutlessDocuments;
}
