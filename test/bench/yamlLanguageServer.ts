import { createRequire } from 'node:module';
import { join } from 'node:path';
import { getYamlLanguageServer } from '../support/toolchain';
import { createPipelineSchema } from './pipelineSchema';

/** What of the server's library is used here; it is not installed with the project. */
interface Service {
  configure(settings: unknown): void;
  doValidation(document: unknown, isKubernetes: boolean): Promise<readonly unknown[]>;
}
interface Library {
  readonly getLanguageService: (options: unknown) => Service;
}
interface Documents {
  readonly TextDocument: { create(uri: string, languageId: string, version: number, text: string): unknown };
}

/** Counts what the YAML language server finds in a pipeline, with a JSON schema for pipelines. */
export async function createYamlCheck(): Promise<(text: string) => Promise<number>> {
  const require = createRequire(join(getYamlLanguageServer().folder, 'package.json'));
  const { getLanguageService } = require('yaml-language-server') as Library;
  const { TextDocument } = require('vscode-languageserver-textdocument') as Documents;
  const nothing = () => undefined;
  const service = getLanguageService({
    schemaRequestService: (uri: string) => Promise.reject(new Error(`No schema is fetched: ${uri}`)),
    workspaceContext: { resolveRelativePath: (path: string) => path },
    telemetry: { send: nothing, sendError: nothing, sendTrack: nothing },
  });
  const schema = createPipelineSchema();
  service.configure({ validate: true, schemas: [{ uri: 'memory://pipeline', fileMatch: ['*.orch.yaml'], schema }] });
  let version = 0;
  const check = async (text: string) => {
    // It remembers what it has read of a document, so each time it gets a new one, as after a change.
    const document = TextDocument.create('file:///a.orch.yaml', 'yaml', ++version, text);
    return (await service.doValidation(document, false)).length;
  };
  if ((await check('type: "neither"\n')) === 0) throw new Error('The YAML language server finds nothing at all.');
  return check;
}
