import * as l10n from '@vscode/l10n';
import type { Problem, ProblemCode, ProblemFacts } from './problem';
import { toSecretKindName } from './secretKind';

/** Says in plain words what a problem is and how to mend it: in English, unless `translateProblems` said otherwise. */
export function toProblemMessage(problem: Problem): string {
  // The code decides which facts there are, which the compiler cannot follow through the union.
  const toMessage = messages[problem.code] as (facts: Problem['facts']) => string;
  return toMessage(problem.facts);
}

const meant = (suggestion: string | undefined) =>
  suggestion === undefined ? '' : ` ${l10n.t('Did you mean “{0}”?', suggestion)}`;
const oneOf = (candidates: readonly string[]) =>
  candidates
    .slice(0, 3)
    .map((it) => `“${it}”`)
    .join(` ${l10n.t('or')} `);
const noComponent = ({ name, suggestion }: ProblemFacts['unknown-source']) =>
  l10n.t('No component is named “{0}”.', name) + meant(suggestion);
const moved = ({ path, candidates }: ProblemFacts['script-moved']) =>
  l10n.t('No file has the path “{0}”; {1} has its name: correct the path.', path, oneOf(candidates));
const relative = ({ path, candidates }: ProblemFacts['script-relative']) =>
  l10n.t('“{0}” is no path from the root of the repository: write {1}.', path, oneOf(candidates));

const messages: { readonly [C in ProblemCode]: (facts: ProblemFacts[C]) => string } = {
  'conflict-marker': () =>
    l10n.t('A merge conflict is not resolved here: keep one version and delete the marker lines.'),
  'not-read': ({ reason }) =>
    reason === 'tooLong'
      ? l10n.t('The file is too long to be a pipeline and was not checked.')
      : l10n.t('The file is nested too deeply to be a pipeline and was not checked.'),
  'yaml-syntax': ({ reason }) => toSyntaxMessage(reason),
  'yaml-alias': ({ text }) => l10n.t('The reference “{0}” is not followed: write the value itself.', text),
  'duplicate-key': ({ key }) =>
    l10n.t('The key “{0}” stands here a second time: remove or rename one of the two.', key),
  'duplicate-component': ({ name }) =>
    l10n.t('A component named “{0}” exists already: give one of the two another name.', name),
  'missing-top-key': ({ key, similar }) =>
    similar === undefined
      ? l10n.t('The key “{0}” is missing: add it.', key)
      : l10n.t('The key “{0}” is missing: “{1}” may be meant to be it.', key, similar),
  'unknown-top-key': ({ key }) => l10n.t('“{0}” means nothing at the top of a pipeline file: remove it.', key),
  'wrong-shape': ({ what, expected }) =>
    ({
      map: l10n.t('“{0}” has to be a map of names to values.', what),
      list: l10n.t('“{0}” has to be a list of names.', what),
      name: l10n.t('“{0}” has to be a name here.', what),
    })[expected],
  'pipeline-type': ({ type, suggestion }) =>
    l10n.t('The type “{0}” is neither “orchestration” nor “transformation”.', type) + meant(suggestion),
  'type-against-file': ({ type, expected }) =>
    l10n.t('The file says “{0}”, its name ends as for “{1}”: change the type or rename the file.', type, expected),
  'pipeline-version': ({ version }) =>
    l10n.t('Version “{0}” is not known here: all known pipelines have “1.0”.', version),
  'component-without-type': ({ name }) => l10n.t('The component “{0}” has no type: add one.', name),
  'component-type-typo': ({ type, suggestion }) =>
    l10n.t('No known component has the type “{0}”.', type) + meant(suggestion),
  'component-of-other-kind': ({ type, kind }) =>
    l10n.t(
      '“{0}” is no component for this pipeline, which is of the kind {1}: use it in one of the other kind.',
      type,
      kind,
    ),
  'unknown-component-key': ({ key, suggestion }) => l10n.t('A component has no “{0}”.', key) + meant(suggestion),
  'unknown-transition-target': noComponent,
  'unknown-source': noComponent,
  'unknown-iteration-target': noComponent,
  cycle: ({ name, target, path }) =>
    l10n.t(
      '“{0}” leads back to “{1}”: {2}. Remove one of these connections.',
      name,
      target,
      [...path.slice(0, 8), target].join(' → '),
    ),
  'design-without-component': ({ name }) =>
    l10n.t('No component is named “{0}”: remove its place from the design.', name),
  'component-without-design': ({ name }) =>
    l10n.t('“{0}” has no place under design.components: add its position.', name),
  'transition-kind': ({ name, kind, suggestion }) =>
    l10n.t('“{0}” cannot have “{1}” transitions.', name, kind) + meant(suggestion),
  'misplaced-connections': ({ key, expected }) =>
    l10n.t('“{0}” does not belong to this kind of pipeline: use “{1}”.', key, expected),
  'misplaced-iteration-target': ({ type }) =>
    l10n.t('A component of type “{0}” iterates over nothing: remove iterationTarget.', type),
  'component-name-differs': ({ name, componentName }) =>
    l10n.t('componentName is “{0}”, the component is named “{1}”: make them the same.', componentName, name),
  'child-pipeline-missing': ({ path }) =>
    l10n.t('No pipeline has the path “{0}” in this repository: correct the path.', path),
  'child-pipeline-moved': ({ path, candidates }) =>
    l10n.t('No pipeline has the path “{0}”; {1} has its name: correct the path.', path, oneOf(candidates)),
  'child-pipeline-relative': relative,
  'child-pipeline-kind': ({ path, expected }) =>
    l10n.t('“{0}” is no {1}: use the component that runs the other kind.', path, expected),
  'script-missing': ({ path }) => l10n.t('No file has the path “{0}” in this repository: correct the path.', path),
  'script-moved': moved,
  'script-relative': relative,
  'unreachable-component': ({ name }) =>
    l10n.t('Nothing leads to “{0}”, so it never runs: connect it or remove it.', name),
  'several-starts': ({ first }) => l10n.t('“{0}” is the start already: remove one of them.', first),
  'no-start': () => l10n.t('No component has the type “start”, so nothing runs: add one.'),
  'secret-reference': () =>
    l10n.t('secretReferenceNameId is left over from a migration and fails: write the name of the secret itself.'),
  'migration-left-over': ({ name, type }) =>
    l10n.t('“{0}” could not be migrated ({1}): replace it by a component that does its work.', name, type),
  credential: ({ parameter, looksLike }) =>
    l10n.t(
      '“{0}” holds what looks like a secret in plain text ({1}): keep it in Maia as a secret definition and name that here.',
      parameter,
      toSecretKindName(looksLike),
    ),
  'pipeline-file-name': ({ reason, character }) =>
    ({
      empty: l10n.t('The file’s name is only an ending: give the pipeline a name.'),
      character: l10n.t(
        'The file’s name has “{0}”, which Maia does not take: use letters, digits, _ - ( ) and single spaces.',
        character ?? '',
      ),
      edgeSpace: l10n.t('The pipeline’s name begins or ends with a space: remove it.'),
      doubleSpace: l10n.t('The pipeline’s name has several spaces in a row: leave one.'),
    })[reason],
  'variable-name': ({ variable }) =>
    l10n.t('“{0}” is no name for a variable: use letters, digits and underscores, no digit first.', variable),
  'variable-metadata': ({ key, value, allowed }) =>
    l10n.t('“{0}” is no {1} of a variable: use {2}.', value, key, allowed.join(` ${l10n.t('or')} `)),
  'unused-variable': ({ variable }) => l10n.t('No component mentions the variable “{0}”.', variable),
  'undeclared-variable': ({ variable }) =>
    l10n.t('“{0}” is not declared in this pipeline; it may be a variable of the project.', variable),
  'quality-minimum-components': ({ count, limit }) =>
    l10n.t('The pipeline has {0} components, the repository asks for at least {1}.', count, limit),
  'quality-maximum-components': ({ count, limit }) =>
    l10n.t('The pipeline has {0} components, the repository allows {1}: move some to a child pipeline.', count, limit),
  'quality-component-naming-convention': ({ name, pattern }) =>
    l10n.t('The name “{0}” does not follow the repository’s pattern {1}.', name, pattern),
  'quality-unused-components': ({ name }) => l10n.t('“{0}” is not used: connect it or remove it.', name),
  'quality-copied-variables': ({ variable }) =>
    l10n.t('The copied variable “{0}” is not what a concurrent iterator iterates over: make it shared.', variable),
  'quality-start-and-end-components': ({ name }) =>
    name === undefined
      ? l10n.t('The pipeline has no Start component: add one.')
      : l10n.t('A branch ends with “{0}”: add End Success or End Failure behind it.', name),
  'quality-maximum-outputs': ({ count, limit }) =>
    l10n.t('The pipeline has {0} components that write, the repository allows {1}.', count, limit),
  'quality-end-output-components': ({ name }) =>
    l10n.t('A branch ends with “{0}”, which writes nothing: add a component that does.', name),
  'quality-rules-shape': ({ what }) => l10n.t('“{0}” is missing or has the wrong shape here.', what),
  'quality-rules-unknown': ({ id, suggestion }) => l10n.t('No quality rule has the id “{0}”.', id) + meant(suggestion),
  'quality-rules-duplicate': ({ id }) =>
    l10n.t('The rule “{0}” is configured above already: remove one of the two.', id),
  'quality-rules-level': ({ level }) => l10n.t('“{0}” is no enforcement level: use “warn” or “error”.', level),
  'quality-rules-config': ({ id, key, expected }) =>
    expected === 'number'
      ? l10n.t('The rule “{0}” needs config.{1}, a number: it is not checked.', id, key)
      : l10n.t('The rule “{0}” needs config.{1}, a pattern: it is not checked.', id, key),
  'quality-rules-pattern': ({ pattern }) =>
    l10n.t('The pattern {0} cannot be checked here; Maia itself may do so.', pattern),
  'shared-pipeline-missing': ({ path, candidates }) =>
    candidates.length === 0
      ? l10n.t('No pipeline has the path “{0}”: correct the path.', path)
      : l10n.t('No pipeline has the path “{0}”; {1} has its name: correct the path.', path, oneOf(candidates)),
  'rules-text-too-long': ({ characters, limit }) =>
    l10n.t(
      'The files in .matillion/maia/rules have {0} characters together; Maia reads {1}: shorten them.',
      characters,
      limit,
    ),
};

/** Every code there is. */
export const problemCodes = Object.keys(messages) as readonly ProblemCode[];

function toSyntaxMessage(reason: string): string {
  switch (reason) {
    case 'MISSING_COLON':
      return l10n.t('A colon is missing behind this name.');
    case 'OFF_INDENT':
      return l10n.t('This name is not indented as far as the others beside it.');
    case 'BAD_INDENT':
      return l10n.t('The indentation does not fit what is around it, or a bracket is not closed.');
    case 'TAB_AS_INDENT':
      return l10n.t('YAML is indented with spaces: replace the tab.');
    case 'MISSING_CHAR':
      return l10n.t('A closing quote, a bracket, a comma or a space is missing.');
    case 'MULTILINE_IMPLICIT_KEY':
      return l10n.t('A colon is missing, or the indentation does not fit.');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return l10n.t('A value with a colon in it needs quotes.');
    case 'BAD_DQ_ESCAPE':
      return l10n.t('This is no escape in double quotes: write \\\\ for a backslash.');
    case 'BAD_SCALAR_START':
      return l10n.t('A value that begins like this needs quotes.');
    case 'UNEXPECTED_TOKEN':
      return l10n.t('YAML does not expect this here: a line break or quotes may be missing.');
    case 'MULTIPLE_DOCS':
      return l10n.t('A pipeline file holds one document: remove the line with ---.');
    default:
      return l10n.t('This is not YAML.');
  }
}
