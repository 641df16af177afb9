import type { DesignNote, PipelineDocument, Position } from '../pipelineDocument';
import type { PipelineChange } from './pipelineChange';
import { pairComponents, type Versions } from './versions';

/** One entry for everything that stands elsewhere on the canvas or looks different there. */
export function compareLayout(versions: Versions): readonly PipelineChange[] {
  const { before, after } = versions;
  const old = before.pipeline.design.componentsByName;
  const now = after.pipeline.design.componentsByName;
  const moved = pairComponents(versions).flatMap((pair) => {
    const [was, is] = [old.get(pair.before.name.text), now.get(pair.after.name.text)];
    return isSamePosition(was?.position, is?.position) ? [] : [pair.after.name.text];
  });
  const notes = new Map(before.pipeline.design.notes.map((it) => [it.id.text, it]));
  const areNotesMoved = after.pipeline.design.notes.some((it) => {
    const was = notes.get(it.id.text);
    return was !== undefined && !looksSame(was, it);
  });
  return moved.length === 0 && !areNotesMoved ? [] : [createLayoutChange(before, after, moved)];
}

export function createLayoutChange(
  before: PipelineDocument,
  after: PipelineDocument,
  moved: readonly string[],
): PipelineChange {
  const places = { before: before.pipeline.design.entry?.key.span, after: after.pipeline.design.entry?.key.span };
  return { kind: 'layout', moved, places };
}

function looksSame(one: DesignNote, other: DesignNote): boolean {
  return (
    isSamePosition(one.position, other.position) &&
    one.size?.width === other.size?.width &&
    one.size?.height === other.size?.height &&
    one.theme?.text === other.theme?.text
  );
}

function isSamePosition(one: Position | undefined, other: Position | undefined): boolean {
  return one?.x === other?.x && one?.y === other?.y;
}
