/** A pipeline in which somebody writes: what follows, what repeats, what runs another one, and variables. */
export const writtenPipeline = `type: "orchestration"
version: "1.0"
pipeline:
  components:
    Start:
      type: "start"
      transitions:
        unconditional:
        - "Load"
      parameters:
        componentName: "Start"
    Load:
      type: "sql-executor"
      transitions:
        success:
        - "Check"
      parameters:
        componentName: "Load"
        scriptLocation: "Component"
        sqlScript: |-
          SELECT 1
    Check:
      type: "if"
      parameters:
        componentName: "Check"
    Loose:
      type: "run-orchestration"
      parameters:
        componentName: "Loose"
    Repeat:
      type: "fixed-iterator"
      parameters:
        componentName: "Repeat"
  variables:
    day:
      metadata:
        type: "TEXT"
        description: ""
        scope: "COPIED"
        visibility: "PRIVATE"
      defaultValue: ""
    rows:
      metadata:
        type: "GRID"
      defaultValue: []
design:
  components:
    Start:
      position:
        x: 0
        "y": 0
      tempMetlId:
    Load:
      position:
        x: 160
        "y": 0
      tempMetlId:
    Check:
      position:
        x: 320
        "y": 0
      tempMetlId:
    Loose:
      position:
        x: 480
        "y": 0
      tempMetlId:
    Repeat:
      position:
        x: 640
        "y": 0
      tempMetlId:
`;
