import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import { listComponentTypes } from '../../pipelines/catalogue';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { addComponent } from '../../pipelines/refactoring/addComponent';
import { findFreeName, toComponentTitle } from '../../pipelines/writing/componentTitle';
import { toComponentText } from './componentText';
import type { LanguageContext } from './languageContext';
import { toRange } from './toDiagnostic';

/** Only the refactoring calls it, with the document and the component that comes before the new one. */
export const addComponentCommand = 'maia.pipeline.addComponent';

/** Asks for type and name of a new component, and adds it behind another one. */
export function registerAddComponent({ read }: Pick<LanguageContext, 'read'>): Disposable {
  return vscode.commands.registerCommand(addComponentCommand, async (uri: unknown, after: unknown) => {
    if (!(uri instanceof vscode.Uri)) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const type = await pickType(read(document));
    if (type === undefined) return;
    const name = await askForName(read(document), type);
    if (name === undefined) return;
    // The text may have changed while the questions were open.
    const pipeline = read(document);
    const before = typeof after === 'string' ? pipeline.pipeline.componentsByName.get(after) : undefined;
    const edits = addComponent(pipeline, type, name, before);
    if (edits === undefined) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The file is not written line by line, as Maia does.'));
      return;
    }
    const change = new vscode.WorkspaceEdit();
    for (const { span, newText } of edits) change.replace(uri, toRange(span, document), newText);
    await vscode.workspace.applyEdit(change);
  });
}

async function pickType({ kind, pipeline }: PipelineDocument): Promise<string | undefined> {
  const hasStart = pipeline.components.some(({ type }) => type?.text === 'start');
  const types = listComponentTypes(kind).filter(
    ({ type }) => type !== 'unknown-orchestration' && !(type === 'start' && hasStart),
  );
  const picked = await vscode.window.showQuickPick(
    types.map(({ type }) => ({
      label: toComponentTitle(type),
      description: type,
      detail: toComponentText(type),
      type,
    })),
    { title: vscode.l10n.t('Add component'), matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.type;
}

async function askForName({ pipeline }: PipelineDocument, type: string): Promise<string | undefined> {
  const { l10n } = vscode;
  const title = toComponentTitle(type);
  const name = await vscode.window.showInputBox({
    title: l10n.t('Add component'),
    prompt: l10n.t('What is the component called?'),
    value: findFreeName(title, pipeline.componentsByName),
    validateInput: (value) => {
      if (value.trim() === '') return l10n.t('The name is missing.');
      return pipeline.componentsByName.has(value.trim())
        ? l10n.t('There is a component of this name already.')
        : undefined;
    },
  });
  return name?.trim();
}
