import * as l10n from '@vscode/l10n';
import { readPipelinePath } from '../pipelineKind';
import type { Rule } from './rule';

export const pipelineFileName: Rule<'pipeline-file-name'> = {
  code: 'pipeline-file-name',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'Maia takes letters, digits, underscores, single spaces, parentheses and hyphens in the name of a pipeline; it may not load others.',
    );
  },
  *check({ document, path }) {
    const name = path === undefined ? undefined : readPipelinePath(path)?.name;
    if (path === undefined || name === undefined) return;
    const span = document.pipeline.topEntries[0]?.span ?? { start: 0, end: 0 };
    const fileName = path.slice(path.lastIndexOf('/') + 1);
    const character = /[^A-Za-z0-9_ ()-]/u.exec(name)?.[0];
    if (name.trim() === '') yield { facts: { fileName, reason: 'empty' }, span };
    else if (character !== undefined) yield { facts: { fileName, reason: 'character', character }, span };
    else if (name !== name.trim()) yield { facts: { fileName, reason: 'edgeSpace' }, span };
    else if (name.includes('  ')) yield { facts: { fileName, reason: 'doubleSpace' }, span };
  },
};
