import type { CompareContext } from './compareContext';
import type { ChangeNode } from './reviewNode';

type Command = (context: CompareContext, argument: unknown) => Promise<void>;

/** Shows the files of the review in one editor. */
export const openReview: Command = ({ room }) => room.openTogether();

/** Compares the pipelines of the review that were not compared yet. */
export const readReview: Command = ({ room }) => room.readRest();

/** Opens the place of a change that the review lists. */
export const openReviewedChange: Command = async ({ room }, argument) => {
  if (isChangeNode(argument)) await room.openChange(argument);
};

/** Looks where the reviewed branches are now. */
export const refreshReview: Command = async ({ room }) => {
  await room.review?.again();
};

/** Reviews the same branch against another one. */
export const reviewAgainstAnother: Command = async ({ room }) => {
  await room.review?.withAnother();
};

/** Opens Bitbucket's page that makes a pull request of what is reviewed. */
export const openReviewPullRequest: Command = async ({ room }) => {
  await room.review?.openPullRequest();
};

export const closeReview: Command = ({ room }) => room.close();

/** Rows are handed over by the editor; other extensions may call with anything. */
function isChangeNode(value: unknown): value is ChangeNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'change' &&
    'file' in value &&
    'index' in value
  );
}
