import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readFilesBelow } from '../support/filesBelow';
import { marksIn } from './branchInGit';

/** Of what the record of a draft, or of drafts that were put aside, refers to. */
const content = /"change":\{"kind":"content","hash":"([0-9a-f]{64})"/g;

/**
 * The texts of drafts that were put aside and that can be had back, read from the disk and not through the product: bytes
 * to which nothing refers any more are as good as gone.
 */
export function readKeptAside(root: string): readonly string[] {
  return readRecords(root, /^a-.*\.draft$/).flatMap(readTexts);
}

/** The texts of all drafts, or of the one of a path, also those a window has not heard of yet. */
export function readDraftsOnDisk(root: string, path?: string): readonly string[] {
  const wanted = path === undefined ? '' : `"path":${JSON.stringify(path)},`;
  return readRecords(root, /^d-.*\.draft$/)
    .filter(({ text }) => text.includes(wanted))
    .flatMap(readTexts);
}

interface RecordFile {
  readonly folder: string;
  readonly text: string;
}

function readRecords(root: string, name: RegExp): readonly RecordFile[] {
  return readFilesBelow(root, (path) => name.test(basename(path))).map(({ path, content: text }) => ({
    folder: join(root, dirname(path)),
    text,
  }));
}

function readTexts({ folder, text }: RecordFile): readonly string[] {
  return [...text.matchAll(content)].map(([, hash = '']) => readIfThere(join(folder, `c-${hash}.draft`)));
}

/** A window may tidy up at the same moment. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** A line for each record, for a person who reads what led to a failure. */
export function tellRecords(root: string): readonly string[] {
  return readRecords(root, /^[adp].*\.draft$/).map((record) => {
    const fields = record.text.slice(record.text.indexOf('{')).replaceAll(/([0-9a-f]{6})[0-9a-f]{34,}/g, '$1…');
    return `    ${fields}: ${readTexts(record).flatMap(marksIn).join(' ')}`;
  });
}
