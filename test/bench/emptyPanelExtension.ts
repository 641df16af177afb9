import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** In the command palette. */
export const emptyPanelCommand = 'Bench: Open Empty Panel';

const code = `import * as vscode from 'vscode';
export function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand('maia-bench.openEmptyPanel', () => {
    const panel = vscode.window.createWebviewPanel('maia-bench.empty', 'Empty', vscode.ViewColumn.One, {});
    panel.webview.html = '<!DOCTYPE html><html><body><h1>Empty</h1></body></html>';
  }));
}
`;

/** Packages an extension whose only command opens a panel with nothing but a heading; returns the .vsix in `folder`. */
export async function packageEmptyPanelExtension(folder: string): Promise<string> {
  const stage = join(folder, 'empty-panel');
  mkdirSync(stage);
  const manifest = {
    name: 'empty-panel',
    publisher: 'maia-bench',
    version: '1.0.0',
    type: 'module',
    main: './extension.js',
    engines: { vscode: '^1.100.0' },
    contributes: { commands: [{ command: 'maia-bench.openEmptyPanel', title: emptyPanelCommand }] },
  };
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(stage, 'extension.js'), code);
  const vsix = join(folder, 'empty-panel.vsix');
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  const vsce = resolve('node_modules/@vscode/vsce/vsce');
  await promisify(execFile)(process.execPath, [vsce, 'package', ...options], { cwd: stage });
  return vsix;
}
