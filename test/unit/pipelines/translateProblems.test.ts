import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findProblems } from '../../../src/pipelines/findProblems';
import { toProblemMessage } from '../../../src/pipelines/problemMessage';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { translateProblems } from '../../../src/pipelines/translateProblems';
import { createPipelineText } from '../../support/pipelineText';

describe('translateProblems', () => {
  after(() => {
    translateProblems({});
  });

  it('translates what a secret looks like along with the sentence that it stands in', () => {
    translateProblems(JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>);
    const key = ['AKIA', 'IOSFODNN7ABCDEFG'].join('');
    const text = createPipelineText({
      kind: 'orchestration',
      components: [{ name: 'Start', type: 'start', parameters: { accessKeyId: key } }],
    });
    const messages = findProblems(readPipeline(text)).map(toProblemMessage);
    assert.ok(messages.some((it) => it.startsWith('„accessKeyId“ enthält') && it.includes('(AWS-Zugriffsschlüssel)')));
  });
});
