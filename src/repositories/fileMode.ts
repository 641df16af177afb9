import type { FileMode, SourceEntry } from '../bitbucket/model';

/** How Git keeps a file, by what Bitbucket says of it. */
export function toFileMode({ attributes }: Pick<SourceEntry, 'attributes'>): FileMode {
  if (attributes.includes('link')) return 'link';
  return attributes.includes('executable') ? 'executable' : 'file';
}
