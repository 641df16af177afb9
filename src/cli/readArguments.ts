import { parseArgs } from 'node:util';

/** What somebody asks the program for. */
export type CliRequest =
  | {
      readonly kind: 'validate';
      readonly paths: readonly string[];
      readonly format: 'text' | 'json';
      /** More warnings than this fail; `undefined` for any number. */
      readonly maxWarnings: number | undefined;
    }
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'misuse'; readonly message: string };

export const usage = `Usage: maia-bitbucket validate PATH… [--format text|json] [--max-warnings N]

Checks Maia pipelines. A PATH is a folder, a file, or a glob pattern in quotes. The root of a repository, from which
pipelines name each other, is the nearest folder around a file with .git or .matillion, else the folder that is named.
Ends with 0 when there are no errors, with 1 when there are some or more than N warnings, with 2 when it cannot check,
which is also when no pipeline is there or a file cannot be read.
`;

/** Reads what follows the program's name; never throws. */
export function readArguments(args: readonly string[]): CliRequest {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        'max-warnings': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
    if (values.help === true) return { kind: 'help' };
    if (values.version === true) return { kind: 'version' };
    return toRequest(positionals, values.format, values['max-warnings']);
  } catch (error) {
    return { kind: 'misuse', message: error instanceof Error ? error.message : String(error) };
  }
}

function toRequest([command, ...paths]: readonly string[], format: string, most: string | undefined): CliRequest {
  if (command === undefined) return { kind: 'misuse', message: 'A command is missing.' };
  if (command !== 'validate') return { kind: 'misuse', message: `There is no command “${command}”.` };
  if (paths.length === 0) return { kind: 'misuse', message: 'A path is missing: “.” stands for this folder.' };
  if (format !== 'text' && format !== 'json') return { kind: 'misuse', message: `There is no format “${format}”.` };
  if (most !== undefined && !/^\d+$/.test(most)) {
    return { kind: 'misuse', message: `--max-warnings takes a number, not “${most}”.` };
  }
  return { kind: 'validate', paths, format, maxWarnings: most === undefined ? undefined : Number(most) };
}
