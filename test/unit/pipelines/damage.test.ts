import assert from 'node:assert/strict';
import type { PipelineDocument } from '../../../src/pipelines/pipelineDocument';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { checkText } from '../../support/checkText';
import { createPick } from '../../support/createPick';
import { corpusFiles, createCorpus, type CorpusPipeline } from '../../support/pipelineCorpus';
import { damages, findThoseNaming, type Damage } from '../../support/pipelineDamage';

const timesEach = 100;

/** The component, or the place of one in the design, that an offset lies in; `undefined` outside of all. */
function findOwner({ text, pipeline }: PipelineDocument, offset: number): string | undefined {
  const { components, design } = pipeline;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const designStart = design.entry?.span.start ?? Infinity;
  const variablesStart = pipeline.variablesEntry?.span.start ?? designStart;
  const all = offset >= designStart ? design.components : offset < variablesStart ? components : [];
  const lineEnd = text.indexOf('\n', lineStart);
  return all.findLast(({ name }) => name.span.start <= Math.max(offset, lineEnd))?.name.text;
}

function findStrays(before: CorpusPipeline, damage: Damage): { shown: string[]; strays: string[]; hits: number } {
  const document = readPipeline(damage.text, before.path.includes('.orch.') ? 'orchestration' : 'transformation');
  const fine = [...damage.names, ...findThoseNaming(before.text, damage.names)];
  const problems = checkText(before.path, damage.text, corpusFiles).filter(
    ({ code }) => !before.expected.includes(code),
  );
  const shown: string[] = [];
  const strays: string[] = [];
  let hits = 0;
  for (const { code, span } of problems) {
    const owner = findOwner(document, span.start);
    const line = `${code} @ ${owner ?? 'top'}: ${damage.text.slice(span.start, span.end)}`;
    shown.push(line);
    const isFine = damage.isOutside === true ? owner === undefined : owner !== undefined && fine.includes(owner);
    if (!isFine) strays.push(line);
    else if (
      damage.isOutside === true ||
      damage.names.includes(owner ?? '') ||
      damage.names.some((it) => line.includes(it))
    )
      hits++;
  }
  return { shown, strays, hits };
}

describe('a damaged pipeline', () => {
  // Read once: most damages fit a few of these only, and are tried on many.
  const corpus = createCorpus().map((before) => ({ before, document: readPipeline(before.text) }));
  let seed = 1;

  for (const [kind, damage] of Object.entries(damages)) {
    it(`is told of where it was damaged, and nowhere else: ${kind}`, () => {
      let done = 0;
      for (let tries = 0; done < timesEach && tries < timesEach * 400; tries++) {
        const pick = createPick(seed++);
        const picked = pick(corpus);
        if (picked === undefined) continue;
        const { before, document } = picked;
        const damaged = damage(document, pick);
        if (damaged === undefined || damaged.text === before.text) continue;
        done++;
        const { shown, strays, hits } = findStrays(before, damaged);
        const where = `seed ${seed - 1}, ${before.path}, ${damaged.names.join(' | ')}\n${shown.join('\n')}\n`;
        assert.ok(hits > 0, `Nothing is said at the damaged place: ${where}`);
        assert.deepEqual(strays, [], where);
      }
      assert.equal(done, timesEach);
    });
  }

  it('was damaged in more than twenty ways, more than 2,000 times', () => {
    assert.ok(Object.keys(damages).length > 20);
    assert.ok(Object.keys(damages).length * timesEach > 2000);
  });
});
