import assert from 'node:assert/strict';
import type { Component } from '../../../../src/pipelines/pipelineDocument';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { findParameterValues } from '../../../../src/pipelines/writing/parameterValues';
import { findRealPipelines, readRealPipelines } from '../../../support/realPipelines';

interface RealValue {
  readonly parameter: string;
  readonly text: string;
  readonly proposed: readonly string[];
}

/** The values for which there are proposals: of parameters, and in the rows of their lists. */
function findValues({ type, parameters }: Component): readonly RealValue[] {
  const toValue = (parameter: string, text: string): RealValue => ({
    parameter,
    text,
    proposed: findParameterValues(type?.text ?? '', parameter),
  });
  const all = (parameters?.entries ?? []).flatMap(({ key, value }) => {
    if (value.kind === 'scalar') return [toValue(key.text, value.text)];
    const rows = value.kind === 'list' ? value.items : [];
    return rows.flatMap((row) =>
      row.kind !== 'list'
        ? []
        : row.items.flatMap((cell, index) =>
            cell.kind === 'scalar' ? [toValue(`${key.text}.${index}`, cell.text)] : [],
          ),
    );
  });
  return all.filter(({ proposed }) => proposed.length > 0);
}

describe('values that are proposed for parameters', () => {
  const { isThere, reason } = findRealPipelines();

  (isThere ? it : it.skip)(`are written as they are in real files${reason}`, () => {
    const values = readRealPipelines().flatMap((text) => readPipeline(text).pipeline.components.flatMap(findValues));
    const inOtherLetters = values.filter(
      ({ text, proposed }) =>
        !proposed.includes(text) && proposed.some((it) => it.toLowerCase() === text.trim().toLowerCase()),
    );
    assert.deepEqual(inOtherLetters, []);
    const confirmed = values.filter(({ text, proposed }) => proposed.includes(text)).map(({ parameter }) => parameter);
    assert.ok(new Set(confirmed).size >= 10, [...new Set(confirmed)].join(', '));
  });
});
