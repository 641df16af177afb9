import type { DraftScope } from './draft';
import type { DraftFolder } from './draftFolder';
import { DraftRecords } from './draftRecords';

/** Drafts, their bytes, and what was put aside; the others can be made anew. */
const withWork = /^[dca]-/;
/** A draft's record begins with it, so that it is mostly whole. */
const pathInRecord = /"path":("(?:[^"\\]|\\.)*")/;

/** What a record that cannot be read any more was about; `undefined` where no work of the user's was in it. */
export async function readDamagedRecord(
  folder: DraftFolder,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<{ readonly scope: DraftScope | undefined; readonly file: string | undefined } | undefined> {
  if (!withWork.test(name)) return undefined;
  const scope = await new DraftRecords(folder).readScope().catch(() => undefined);
  return { scope, file: name.startsWith('d-') ? findPath(bytes) : undefined };
}

function findPath(bytes: Uint8Array): string | undefined {
  const [, quoted] = pathInRecord.exec(new TextDecoder().decode(bytes)) ?? [];
  try {
    const path: unknown = quoted === undefined ? undefined : JSON.parse(quoted);
    return typeof path === 'string' ? path : undefined;
  } catch {
    return undefined;
  }
}
