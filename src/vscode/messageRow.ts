import * as vscode from 'vscode';

/** A row of a tree that says something instead of showing something. */
export interface MessageRow {
  readonly kind: 'message';
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  readonly detail?: string;
  /** What a click does; its title says so. */
  readonly command?: vscode.Command;
}

/** The row as the editor shows it and a screen reader says it; its `contextValue` is `message`. */
export function toMessageItem({ id, icon, label, detail, command }: MessageRow): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = 'message';
  const spoken = [label, detail, command?.title].filter((part) => part !== undefined);
  item.accessibilityInformation = { label: spoken.join('. ') };
  if (detail !== undefined) item.tooltip = detail;
  if (command !== undefined) {
    item.command = command;
    if (command.title !== label) item.description = command.title;
  }
  return item;
}
