import type { SourceEntry } from '../bitbucket/model';

/** Longer text is hardly edited by hand, and would fill the disk. */
const mostBytesOfOfflineFile = 5 * 1024 * 1024;

/** Bitbucket calls a file binary only where it has looked at its content, so the usual endings count as well. */
const binaryEndings: ReadonlySet<string> = new Set(
  [
    'png jpg jpeg gif bmp ico webp tif tiff psd heic',
    'pdf doc docx xls xlsx xlsm ppt pptx odt ods',
    'zip gz tgz bz2 xz zst 7z rar tar jar war whl egg',
    'parquet avro orc feather arrow pkl npy npz h5 sqlite db duckdb mdb dat bak',
    'mp3 mp4 mov avi mkv wav ogg ttf otf woff woff2 eot',
    'exe dll so dylib bin class pyc o a lib iso dmg msi',
  ].flatMap((endings) => endings.split(' ')),
);

/**
 * Whether a file belongs to an offline copy: text up to 5 MB and symbolic links. Not what Bitbucket or the file's ending
 * calls binary, not large-file storage (LFS), not another repository.
 */
export function isKeptOffline({ kind, path, size = 0, attributes }: SourceEntry): boolean {
  if (kind !== 'file' || attributes.includes('subrepository')) return false;
  if (attributes.includes('link')) return true;
  if (attributes.includes('binary') || attributes.includes('lfs')) return false;
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return size <= mostBytesOfOfflineFile && !binaryEndings.has(ending);
}
