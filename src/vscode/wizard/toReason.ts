import * as vscode from 'vscode';
import { ProjectError } from '../../projects/projectRemote';
import { toLoadFailure } from '../../repositories/loadFailure';
import { toFailureText } from '../failureText';

/** A sentence for the page about whatever was thrown. */
export function toReason(error: unknown): string {
  if (error instanceof ProjectError) return error.reason;
  const { label, detail } = toFailureText(toLoadFailure(error, Date.now()), 'repository', vscode.env.language);
  return `${label}. ${detail}`;
}
