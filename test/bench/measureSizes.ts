import { statSync } from 'node:fs';
import { packageExtension } from '../support/packageExtension';
import { buildProductionBundle, toTotalBytes } from '../support/productionBundle';
import { createTemporaryFolder } from '../support/temporaryFolder';
import type { Figure } from './figure';

/** How much there is to download, and to load when the extension wakes up. */
export async function measureSizes(): Promise<readonly Figure[]> {
  const folder = createTemporaryFolder('sizes');
  try {
    const { loadedAtOnce, files } = await buildProductionBundle(folder.path);
    const vsix = await packageExtension(folder.path, []);
    const toFigure = (name: string, bytes: number, limit: number | null): Figure => ({
      name,
      value: bytes,
      unit: 'bytes',
      limit,
      reference: null,
    });
    return [
      toFigure('main bundle with its static imports', toTotalBytes(loadedAtOnce), 150_000),
      { name: 'files of the main bundle', value: loadedAtOnce.length, unit: 'files', limit: null, reference: null },
      toFigure('all bundles', toTotalBytes(files), null),
      toFigure('.vsix', statSync(vsix).size, 1_500_000),
    ];
  } finally {
    folder.remove();
  }
}
