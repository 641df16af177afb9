import assert from 'node:assert/strict';
import type { ProjectFile } from '../../../src/projects/project';
import { readProjectFile, type ProjectFileReading } from '../../../src/projects/readProjectFile';

/** Says all that a project file can say, in many styles. */
export const full = `# Ours.
version: "1.0"   # the format
name: 'Sales: analytics'
# Why it is there.
description: |
  Two lines,
  of which one is long.
dataPlatform: snowflake # for now
branch: main
maia: { region: "eu1", projectId: "p-1" } # linked
team: [a, b]
`;

export function codesOf(reading: ProjectFileReading): readonly string[] {
  return reading.kind === 'newer' ? ['newer'] : reading.problems.map(({ code }) => code);
}

/** Of a text that reads as a project; anything else fails the test. */
export function projectOf(text: string): ProjectFile {
  const reading = readProjectFile(text);
  assert.ok(reading.kind === 'project', JSON.stringify(reading));
  return reading.project;
}

export function withoutUndefined(project: ProjectFile): unknown {
  return Object.fromEntries(Object.entries(project).filter(([, value]) => value !== undefined));
}
