import { readSharedPipelines } from '../sharedPipelines';
import { readPipeline } from '../readPipeline';
import type { Mend, MovePlan } from './mendReferences';
import { createScalarWriter } from './scalarWriter';

/** The same for the text of the file that lists the pipelines which other projects may run. */
export function mendSharedPipelines(text: string, plan: MovePlan): readonly Mend[] {
  const writer = createScalarWriter(readPipeline(text));
  return readSharedPipelines(text).entries.flatMap(({ pipeline }) => {
    for (const pipelineKind of ['orchestration', 'transformation'] as const) {
      const mend = plan.findMend({ pipelineKind, value: pipeline }, undefined);
      if (mend === undefined) continue;
      const { newWritten, ...rest } = mend;
      return [{ ...rest, ...writer.replace(pipeline, newWritten, 'value') }];
    }
    return [];
  });
}
