import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findProblems } from '../../../../src/pipelines/findProblems';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { complete } from '../../../../src/pipelines/writing/complete';
import { completeQualityRules } from '../../../../src/pipelines/writing/completeQualityRules';
import { describeAt } from '../../../../src/pipelines/writing/describeAt';
import { findWritingPlace } from '../../../../src/pipelines/writing/writingPlace';
import { createCorpus } from '../../../support/pipelineCorpus';
import { acceptProposal } from '../../../support/writing';

const corpus = createCorpus().map(({ text }, index) => (index % 2 === 0 ? text : text.replaceAll('\n', '\r\n')));
const piece = fc.record({ text: fc.constantFrom(...corpus), at: fc.double({ min: 0, max: 1, noNaN: true }) });

describe('writing at any place', () => {
  it('never throws, and looks at each line before the place once', () => {
    fc.assert(
      fc.property(piece, fc.boolean(), fc.string({ maxLength: 6 }), ({ text, at }, isCut, typed) => {
        const offset = Math.floor(at * text.length);
        const written = text.slice(0, offset) + typed + (isCut ? '' : text.slice(offset));
        const place = offset + typed.length;
        const document = readPipeline(written);
        complete(document, place);
        describeAt(document, place);
        completeQualityRules(written, place);
        const { visited, span } = findWritingPlace(written, place);
        assert.ok(visited <= written.slice(0, place).split('\n').length);
        assert.ok(span.start <= place && place <= Math.max(span.end, place));
      }),
      { numRuns: 400 },
    );
  });

  it('never throws for what is no pipeline', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            'b',
            ':',
            '-',
            ' ',
            '\n',
            '\r',
            '\t',
            '"',
            "'",
            '|',
            '>',
            '{',
            '}',
            '[',
            ']',
            '$',
            '#',
            '&',
            '*',
            '!',
            '?',
          ),
          maxLength: 60,
        }),
        fc.nat(60),
        (text, at) => {
          const offset = Math.min(at, text.length);
          const document = readPipeline(text);
          complete(document, offset);
          describeAt(document, offset);
          completeQualityRules(text, offset);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('proposes names and values in every file of the corpus that make no error where one stood', () => {
    let accepted = 0;
    for (const text of corpus) {
      const document = readPipeline(text);
      const errors = codesOf(text);
      for (const { sources, transitions, iterationTarget } of document.pipeline.components) {
        const names = [
          ...sources,
          ...transitions.map(({ target }) => target),
          ...(iterationTarget ? [iterationTarget] : []),
        ];
        for (const { span } of names) {
          for (const proposal of complete(document, span.start + 1)) {
            assert.deepEqual(proposal.span, span);
            const result = acceptProposal(text, proposal);
            assert.equal(result, text.slice(0, span.start) + JSON.stringify(proposal.label) + text.slice(span.end));
            assert.deepEqual(codesOf(result), errors, proposal.label);
            accepted++;
          }
        }
      }
    }
    assert.ok(accepted > 100, String(accepted));
  });

  it('does not take longer than the text is long', () => {
    const deep = Array.from({ length: 20_000 }, (_, index) => `${' '.repeat(index % 50)}key${index}:`).join('\n');
    const { visited } = findWritingPlace(deep, deep.length);
    assert.ok(visited <= 20_000);
  });
});

function codesOf(text: string): readonly string[] {
  return findProblems(readPipeline(text)).flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
}
