import type { PipelineDocument } from '../pipelineDocument';
import type { Span } from '../span';
import type { ConnectionKind, PipelineChange } from './pipelineChange';
import type { Versions } from './versions';

interface Connection {
  readonly from: string;
  readonly to: string;
  readonly connection: ConnectionKind;
  readonly span: Span;
}

/** What follows or feeds what, in the newer version or in the older one alone; that a name is another one is no change. */
export function compareConnections({ before, after, toNew }: Versions): readonly PipelineChange[] {
  const old = listConnections(before, (name) => toNew.get(name) ?? name);
  const now = listConnections(after, (name) => name);
  const changes: PipelineChange[] = [];
  for (const [key, { span, ...connection }] of now) {
    if (old.has(key)) continue;
    changes.push({ kind: 'connectionAdded', ...connection, places: { before: undefined, after: span } });
  }
  for (const [key, { span, ...connection }] of old) {
    if (now.has(key)) continue;
    changes.push({ kind: 'connectionRemoved', ...connection, places: { before: span, after: undefined } });
  }
  return changes;
}

/** By what they connect, in the words of the newer version; inside with their own. */
function listConnections(
  { pipeline }: PipelineDocument,
  translate: (name: string) => string,
): ReadonlyMap<string, Connection> {
  const found = new Map<string, Connection>();
  const add = (connection: Connection) => {
    const key = JSON.stringify([translate(connection.from), translate(connection.to), connection.connection]);
    if (!found.has(key)) found.set(key, connection);
  };
  for (const { name, transitions, sources } of pipeline.components) {
    for (const { kind, target } of transitions) {
      add({ from: name.text, to: target.text, connection: kind, span: target.span });
    }
    for (const { text, span } of sources) add({ from: text, to: name.text, connection: 'source', span });
  }
  return found;
}
