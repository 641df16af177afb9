import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const emptyExtensionId = 'maia-bench.empty';

/** Writes an extension that does nothing to a new folder, and returns the folder: VS Code runs tests only for an extension. */
export function writeEmptyExtension(folder: string): string {
  mkdirSync(folder);
  const manifest = {
    name: 'empty',
    publisher: 'maia-bench',
    version: '1.0.0',
    type: 'module',
    main: './extension.js',
    engines: { vscode: '^1.100.0' },
    extensionKind: ['workspace'],
    activationEvents: ['onCommand:maia-bench.never'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), 'export function activate() {}\n');
  return folder;
}
