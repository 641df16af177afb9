import * as l10n from '@vscode/l10n';
import { readPipelinePath } from '../pipelineKind';
import type { Rule } from './rule';

export const typeAgainstFile: Rule<'type-against-file'> = {
  code: 'type-against-file',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'Files that end in .orch.yaml are orchestrations, files that end in .tran.yaml are transformations; Maia goes by the ending.',
    );
  },
  *check({ document, path }) {
    const { type } = document.pipeline;
    const expected = path === undefined ? undefined : readPipelinePath(path)?.kind;
    const isKind = type?.text === 'orchestration' || type?.text === 'transformation';
    if (type === undefined || !isKind || expected === undefined || type.text === expected) return;
    const finding = { facts: { type: type.text, expected }, span: type.span };
    // Otherwise it is the name that is wrong.
    const isTypeWrong = document.kind === expected;
    yield isTypeWrong ? { ...finding, fix: [{ span: type.span, newText: JSON.stringify(expected) }] } : finding;
  },
};
