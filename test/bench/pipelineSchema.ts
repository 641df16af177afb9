import { listComponentTypes } from '../../src/pipelines/catalogue';
import { transitionKinds } from '../../src/pipelines/pipelineDocument';

const names = { type: ['array', 'null'], items: { type: 'string' } };
const position = {
  type: 'object',
  required: ['x', 'y'],
  properties: { x: { type: 'number' }, y: { type: 'number' } },
};

/** What a JSON schema can say of pipelines: keys, their order of nesting, types of values; nothing about who names whom. */
export function createPipelineSchema(): Readonly<Record<string, unknown>> {
  const component = {
    type: 'object',
    required: ['type'],
    properties: {
      type: { type: 'string', enum: listComponentTypes().map(({ type }) => type) },
      transitions: {
        type: ['object', 'null'],
        properties: Object.fromEntries(transitionKinds.map((kind) => [kind, names])),
        additionalProperties: false,
      },
      sources: names,
      iterationTarget: { type: 'string' },
      skipped: { type: 'boolean' },
      parameters: { type: ['object', 'null'], properties: { componentName: { type: 'string' } } },
      postProcessing: { type: 'object' },
    },
    additionalProperties: false,
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['type', 'version', 'pipeline', 'design'],
    properties: {
      type: { enum: ['orchestration', 'transformation'] },
      version: { type: 'string' },
      pipeline: {
        type: 'object',
        properties: {
          metadata: { type: 'object' },
          components: { type: ['object', 'null'], additionalProperties: component },
          variables: { type: ['object', 'null'], additionalProperties: createVariableSchema() },
        },
      },
      design: {
        type: 'object',
        properties: {
          components: {
            type: ['object', 'null'],
            additionalProperties: { type: 'object', properties: { position, tempMetlId: {} } },
          },
          notes: { type: ['object', 'null'] },
        },
      },
    },
    additionalProperties: false,
  };
}

function createVariableSchema() {
  return {
    type: 'object',
    properties: {
      metadata: {
        type: 'object',
        properties: {
          type: { enum: ['TEXT', 'NUMBER', 'GRID'] },
          description: { type: 'string' },
          scope: { enum: ['COPIED', 'SHARED'] },
          visibility: { enum: ['PUBLIC', 'PRIVATE'] },
        },
      },
      defaultValue: {},
    },
  };
}
