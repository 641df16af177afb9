import type { Conflict } from './conflictMarkers';
import type { DuplicateKey, SyntaxProblem } from './readYaml';
import type { AliasValue, Entry, MapValue, Scalar, Value } from './yamlValue';

export type PipelineKind = 'orchestration' | 'transformation';

/** The meanings a transition can have; `true` and `false` are those of an `if`. */
export const transitionKinds = ['unconditional', 'success', 'failure', 'true', 'false'] as const;
export type TransitionKind = (typeof transitionKinds)[number];

/**
 * A pipeline file: its text, and what the text means as far as it can be read. All offsets count from the start of
 * `text`, a byte order mark included. Nothing in it is ever looked up in a plain object, so any name is safe.
 */
export interface PipelineDocument {
  readonly text: string;
  /** What the file says it is, else what its name says; what most of its components say where the two differ. */
  readonly kind: PipelineKind | undefined;
  readonly pipeline: Pipeline;
  /** Everything that was read, for whoever needs more than the model; `undefined` for an empty or refused text. */
  readonly root: Value | undefined;
  /** Why the text is not YAML. Where there are any, the parts that can be read are in the model all the same. */
  readonly syntaxProblems: readonly SyntaxProblem[];
  readonly conflicts: readonly Conflict[];
  readonly duplicateKeys: readonly DuplicateKey[];
  readonly aliases: readonly AliasValue[];
  /** The text is too long or too deeply nested: the model is empty. */
  readonly refusal: 'tooLong' | 'tooDeep' | undefined;
  /** Whether all of it could be read; if not, what seems to be missing may just be unreadable. */
  readonly isWhole: boolean;
  /** How many nodes were looked at while reading. */
  readonly visited: number;
}

/** What is in a pipeline file. Lists are in the order of the file. */
export interface Pipeline {
  readonly type: Scalar | undefined;
  /** `undefined` where it is empty, as in some real files. */
  readonly version: Scalar | undefined;
  /** The entries at the top, known or not. */
  readonly topEntries: readonly Entry[];
  readonly pipelineEntry: Entry | undefined;
  readonly metadata: { readonly description: Scalar | undefined; readonly origin: Scalar | undefined } | undefined;
  readonly componentsEntry: Entry | undefined;
  /** One that comes twice is twice in the list. */
  readonly components: readonly Component[];
  /** The first of each name. */
  readonly componentsByName: ReadonlyMap<string, Component>;
  readonly variablesEntry: Entry | undefined;
  readonly variables: readonly Variable[];
  readonly design: Design;
}

/** A step of a pipeline. */
export interface Component {
  /** The key in the map of components: the name that everything else uses. */
  readonly name: Scalar;
  /** The whole of it, from the key to the end of the last value. */
  readonly entry: Entry;
  readonly type: Scalar | undefined;
  /** What follows, in an orchestration. */
  readonly transitions: readonly Transition[];
  readonly transitionsEntry: Entry | undefined;
  /** What feeds it, in a transformation. */
  readonly sources: readonly Scalar[];
  readonly sourcesEntry: Entry | undefined;
  /** The component that an iterator or a `retry` runs again and again. */
  readonly iterationTarget: Scalar | undefined;
  readonly iterationTargetEntry: Entry | undefined;
  readonly isSkipped: boolean;
  readonly skippedEntry: Entry | undefined;
  readonly parameters: MapValue | undefined;
  readonly parametersEntry: Entry | undefined;
  /** The parameter that repeats the name. */
  readonly componentName: Scalar | undefined;
  readonly postProcessing: Entry | undefined;
  /** There is a syntax problem inside: what is missing may just be unreadable. */
  readonly isDamaged: boolean;
}

/** One name under one kind of transition, or under what is almost one. */
export interface Transition {
  /** As it is meant; `kindName` may be mistyped. */
  readonly kind: TransitionKind;
  readonly kindName: Scalar;
  readonly target: Scalar;
}

export interface Variable {
  readonly name: Scalar;
  readonly entry: Entry;
  /** `TEXT`, `NUMBER` or `GRID`. */
  readonly type: Scalar | undefined;
  readonly description: Scalar | undefined;
  /** `COPIED` or `SHARED`. */
  readonly scope: Scalar | undefined;
  /** `PUBLIC` or `PRIVATE`. */
  readonly visibility: Scalar | undefined;
  readonly defaultValue: Value | undefined;
}

/** Where things stand on the canvas. */
export interface Design {
  readonly entry: Entry | undefined;
  readonly componentsEntry: Entry | undefined;
  readonly components: readonly DesignComponent[];
  readonly componentsByName: ReadonlyMap<string, DesignComponent>;
  readonly notes: readonly DesignNote[];
}

export interface DesignComponent {
  readonly name: Scalar;
  readonly entry: Entry;
  readonly position: Position | undefined;
}

/** In the canvas's units, to the right and down. */
export interface Position {
  readonly x: number;
  readonly y: number;
  readonly entry: Entry;
}

export interface DesignNote {
  readonly id: Scalar;
  readonly entry: Entry;
  readonly position: Position | undefined;
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly theme: Scalar | undefined;
  /** Markdown. */
  readonly content: Scalar | undefined;
}
