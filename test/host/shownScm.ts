import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { viewIds } from '../../src/vscode/ids';
import { patienceMs } from '../support/patience';

/** A part of the Source Control view, as the extension made it. */
export interface ShownControl {
  readonly control: vscode.SourceControl;
  readonly groups: vscode.SourceControlResourceGroup[];
}

const shown: ShownControl[] = [];
let drafts: vscode.TreeDataProvider<object> | undefined;

/** Nothing tells what the views show, so what the extension hands to the editor is noted: before it wakes up. */
export function watchViews(): void {
  const { createSourceControl } = vscode.scm;
  const { createTreeView } = vscode.window;
  Object.assign(vscode.scm, {
    createSourceControl: (...given: Parameters<typeof createSourceControl>) => {
      const control = createSourceControl(...given);
      const entry: ShownControl = { control, groups: [] };
      const createResourceGroup = control.createResourceGroup.bind(control);
      const dispose = control.dispose.bind(control);
      Object.assign(control, {
        createResourceGroup: (id: string, label: string) => {
          const group = createResourceGroup(id, label);
          entry.groups.push(group);
          return group;
        },
        dispose: () => {
          shown.splice(shown.indexOf(entry), 1);
          dispose();
        },
      });
      shown.push(entry);
      return control;
    },
  });
  Object.assign(vscode.window, {
    createTreeView: (id: string, options: vscode.TreeViewOptions<object>) => {
      if (id === viewIds.drafts) drafts = options.treeDataProvider;
      return createTreeView(id, options);
    },
  });
}

export function findControl(root: vscode.Uri): ShownControl | undefined {
  return shown.find(({ control }) => control.rootUri?.toString() === root.toString());
}

/** What is listed below a root, as `group: path`. */
export function readRows(root: vscode.Uri): readonly string[] {
  return (findControl(root)?.groups ?? []).flatMap(({ id, resourceStates }) =>
    resourceStates.map(({ resourceUri }) => `${id}: ${resourceUri.path.split('/').slice(2).join('/')}`),
  );
}

/** Labels of the drafts view, indented by depth. */
export async function readDraftRows(node?: object, indent = ''): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const child of (await drafts?.getChildren(node)) ?? []) {
    const label = (await drafts?.getTreeItem(child))?.label;
    rows.push(indent + (typeof label === 'string' ? label : ''), ...(await readDraftRows(child, `${indent}  `)));
  }
  return rows;
}

/** Repeats a look at what comes about by itself until it is as expected; fails as the last look did. */
export async function eventually(look: () => unknown): Promise<void> {
  const untilMs = Date.now() + patienceMs;
  for (;;) {
    try {
      await look();
      return;
    } catch (error) {
      if (Date.now() > untilMs || !(error instanceof assert.AssertionError)) throw error;
      await setTimeout(20);
    }
  }
}
