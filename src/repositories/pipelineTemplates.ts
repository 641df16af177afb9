import type { PipelineKind } from './branchSnapshot';

/** Where Maia's Designer needs one component at least, it is `start`; a transformation may begin with none. */
const texts: Readonly<Record<PipelineKind, string>> = {
  orchestration: `type: "orchestration"
version: "1.0"
pipeline:
  components:
    Start:
      type: "start"
      parameters:
        componentName: "Start"
design:
  components:
    Start:
      position:
        x: 0
        "y": 0
      tempMetlId:
`,
  transformation: `type: "transformation"
version: "1.0"
pipeline:
  components: {}
design:
  components: {}
`,
};

/** The content of a new pipeline: as little as is valid, in the style Maia writes. */
export function createPipelineText(kind: PipelineKind): string {
  return texts[kind];
}
