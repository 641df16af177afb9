import * as vscode from 'vscode';
import { untilAborted } from '../../base/untilAborted';
import { isCancellation } from './isCancellation';

/** Says how far the work is; `increment` is in percent of the whole. */
export type ProgressReport = (message: string, increment?: number) => void;

type Work<T> = (signal: AbortSignal, report: ProgressReport) => Promise<T>;

/**
 * Shows work in a notification that can cancel it, until the work has come to its end. The work's signal aborts then, or
 * with `signal`. Settles as the work does.
 */
export async function workCancellably<T>(title: string, work: Work<T>, signal?: AbortSignal): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    const report: ProgressReport = (message, increment) => {
      progress.report(increment === undefined ? { message } : { message, increment });
    };
    try {
      const { signal: cancelled } = controller;
      return await work(signal === undefined ? cancelled : AbortSignal.any([signal, cancelled]), report);
    } finally {
      subscription.dispose();
    }
  });
}

/** The same for work that may ignore the signal and is left alone then. `undefined` when it was cancelled. */
export async function runCancellably<T>(title: string, work: Work<T>): Promise<T | undefined> {
  return workCancellably(title, async (signal, report) => {
    try {
      return await untilAborted(work(signal, report), signal);
    } catch (error) {
      if (isCancellation(error) || signal.aborted) return undefined;
      throw error;
    }
  });
}
