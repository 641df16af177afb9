import * as vscode from 'vscode';
import type { Component } from '../../pipelines/pipelineDocument';
import { checkExtraction, type RefusedExtraction } from '../../pipelines/refactoring/checkExtraction';
import { extractToChild } from '../../pipelines/refactoring/extractToChild';
import { toPipelineFileName } from '../../pipelines/refactoring/toPipelineFileName';
import { endingOf } from '../../pipelines/pipelineKind';
import { findFreeName } from '../../pipelines/writing/componentTitle';
import type { LanguageContext } from './languageContext';
import { areWrittenWithEnding } from './readSurroundings';
import { toRange } from './toDiagnostic';

/** Moves the selected components to a file beside this one, or says why that would change what they do. */
export async function createExtraction(
  { read, findPlace }: LanguageContext,
  document: vscode.TextDocument,
  selected: readonly Component[],
  signal: AbortSignal,
): Promise<vscode.CodeAction> {
  const { l10n } = vscode;
  const action = new vscode.CodeAction(l10n.t('Extract to child pipeline'), vscode.CodeActionKind.RefactorExtract);
  const refuse = (reason: string) => {
    action.disabled = { reason };
    return action;
  };
  const pipeline = read(document);
  const plan = checkExtraction(pipeline, selected);
  if (plan.kind === 'refused') return refuse(toReason(plan));
  const place = await findPlace(document.uri, signal);
  if (place === undefined)
    return refuse(l10n.t('The file is in no repository, so that no path can lead to the child.'));
  const folder = place.path.slice(0, place.path.lastIndexOf('/') + 1);
  const ending = endingOf('orchestration');
  const name = findFreeName(toPipelineFileName(plan.entry.name.text), {
    has: (it) => place.index.files.has(folder + it + ending),
  });
  const written = folder + name + (areWrittenWithEnding(place.index) ? ending : '');
  const child = extractToChild(pipeline, plan, written);
  if (child === undefined) return refuse(l10n.t('The file is not written line by line, as Maia does.'));
  action.title = l10n.t('Extract to child pipeline “{0}”', name);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.createFile(place.toUri(folder + name + ending), {
    contents: new TextEncoder().encode(child.childText),
  });
  for (const { span, newText } of child.edits) action.edit.replace(document.uri, toRange(span, document), newText);
  return action;
}

function toReason({ reason, name = '' }: RefusedExtraction): string {
  const { l10n } = vscode;
  switch (reason) {
    case 'nothing':
      return l10n.t('Select the components that are to be a pipeline of their own.');
    case 'transformation':
      return l10n.t('A transformation cannot run another pipeline.');
    case 'damaged':
      return l10n.t('The file has problems that have to be mended first.');
    case 'start':
      return l10n.t('The start stays: every pipeline has its own.');
    case 'junction':
      return l10n.t('Several ways meet at “{0}”, and only there they are waited for.', name);
    case 'severalEntries':
      return l10n.t('The selection begins in several places: “{0}” is led to from outside as well.', name);
    case 'apart':
      return l10n.t('“{0}” is not reached from the first component of the selection.', name);
    case 'severalExits':
      return l10n.t('The selection goes on in several ways. A child pipeline has but one end.');
    case 'exitByResult':
      return l10n.t('What follows depends on the result of “{0}”, which a child pipeline keeps to itself.', name);
    case 'branches':
      return l10n.t('Inside of the selection a failure or a condition decides whether what follows it is reached.');
    case 'failures':
      return l10n.t(
        'After a failure, “{0}” leads elsewhere than the others. A child pipeline fails in one way only.',
        name,
      );
    case 'iterator':
      return l10n.t('“{0}” and the component that is run again and again belong together.', name);
    case 'variable':
      return l10n.t(
        'The variable “{0}” is changed here and used elsewhere. A child pipeline keeps its changes to itself.',
        name,
      );
  }
}
