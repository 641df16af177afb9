import type { DraftScope } from '../../src/repositories/drafts/draft';

/** Whose drafts the killed program saves. */
export const writtenScope: DraftScope = {
  accountId: 'anna',
  repository: { workspace: 'acme', slug: 'sales-analytics' },
  branch: 'main',
};

/** Several kilobytes that say in every line which turn they are of, so that half of them shows. */
export function toWrittenContent(turn: number): Uint8Array {
  return new TextEncoder().encode(`turn ${turn}\n`.repeat(2000 + (turn % 50) * 100));
}
