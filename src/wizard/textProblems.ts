import { isBranchName } from '../base/branchName';
import { looksLikeSecret } from '../projects/looksLikeSecret';
import { preparedFields, type Preparation } from '../projects/preparation';
import { longestName, type DataPlatform, type ProjectDetails } from '../projects/project';
import type { FieldProblem, WizardState } from './wizardState';

/** In characters, for descriptions and commit messages. */
const longestProse = 4000;
/** In characters, for what is only prepared: addresses are longer than names. */
const longestPrepared = 1000;
const longestBranch = 255;

const notInLine = /[\p{Cc}\p{Surrogate}\p{Zl}\p{Zp}]/u;
const notInProse = /[^\P{Cc}\t\n\r]|\p{Surrogate}/u;

type Code = FieldProblem['code'];

/** At most one problem for each field, at fields `name` and `description`. */
export function findDetailsProblems({ details, knownNames }: WizardState): readonly FieldProblem[] {
  const { name, description }: ProjectDetails = details;
  return [
    ...at('name', isBlank(name) ? 'missing' : (findLineProblem(name, longestName) ?? findClash(name, knownNames))),
    ...at('description', findProseProblem(description) ?? findSecret(description)),
  ];
}

/** At fields named like those of the preparation; only those that are shown for the deployment and the platform. */
export function findPreparationProblems(preparation: Preparation, platform: DataPlatform): readonly FieldProblem[] {
  const { deployment, environmentName, runner, defaultAccess, fields } = preparation;
  return [
    ...at('environmentName', findLineProblem(environmentName, longestName)),
    ...at('runner', deployment === 'hybrid' ? findLineProblem(runner, longestPrepared) : undefined),
    ...at('defaultAccess', findLineProblem(defaultAccess, longestPrepared)),
    ...preparedFields[platform].flatMap((field) => at(field, findLineProblem(fields[field] ?? '', longestPrepared))),
  ];
}

/** At field `branch`. */
export function findBranchProblems({ branch }: WizardState): readonly FieldProblem[] {
  if (branch === '') return at('branch', 'missing');
  if (lengthOf(branch) > longestBranch) return at('branch', 'tooLong');
  return at('branch', isBranchName(branch) && !notInLine.test(branch) ? undefined : 'invalid');
}

/** At field `message`. */
export function findMessageProblems({ message }: WizardState): readonly FieldProblem[] {
  return at('message', isBlank(message) ? 'missing' : (findProseProblem(message) ?? findSecret(message)));
}

/** Whether two names are one for a reader: blanks around them and the case do not matter. */
export function isSameName(one: string, other: string): boolean {
  return toCompared(one) === toCompared(other);
}

function findClash(name: string, knownNames: readonly string[]): Code | undefined {
  return knownNames.some((known) => isSameName(known, name)) ? 'notUnique' : undefined;
}

function findLineProblem(text: string, limit: number): Code | undefined {
  if (lengthOf(text) > limit) return 'tooLong';
  return notInLine.test(text) ? 'controlCharacters' : findSecret(text);
}

function findProseProblem(text: string): Code | undefined {
  if (lengthOf(text) > longestProse) return 'tooLong';
  return notInProse.test(text) ? 'controlCharacters' : undefined;
}

function findSecret(text: string): Code | undefined {
  return looksLikeSecret(text) ? 'looksLikeSecret' : undefined;
}

function at(field: string, code: Code | undefined): readonly FieldProblem[] {
  return code === undefined ? [] : [{ field, code }];
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** As Maia and JSON Schema count: an emoji is one. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function toCompared(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
