import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

const serverSchema = v.object({ version: v.string(), folder: v.string(), node: v.string() });
const toolchainSchema = v.object({
  oldest: v.optional(serverSchema),
  newest: v.optional(serverSchema),
  yamlLanguageServer: v.optional(v.object({ version: v.string(), folder: v.string() })),
  chromium: v.optional(v.object({ executable: v.string(), environment: v.record(v.string(), v.string()) })),
});

/** The oldest VS Code the extension supports, or the newest there was when the project was last brought up to date. */
export type VscodeAge = 'oldest' | 'newest';

/** A server build of VS Code: the package's folder and the Node it runs on. */
export type VscodeBuild = v.InferOutput<typeof serverSchema>;

/** A Chromium and the environment variables it has to be started with. */
export interface ChromiumBuild {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Where `setUp.mjs` has installed the VS Code of that age. Throws when it has not. */
export function getVscodeBuild(age: VscodeAge): VscodeBuild {
  return required(readToolchain()[age], `VS Code (${age})`);
}

/** The Chromium `setUp.mjs` has found or unpacked. Throws when it has not. */
export function getChromiumBuild(): ChromiumBuild {
  return required(readToolchain().chromium, 'Chromium');
}

/** Where `setUp.mjs --for bench` has installed the language server that the bench compares with. Throws when it has not. */
export function getYamlLanguageServer(): { readonly folder: string } {
  return required(readToolchain().yamlLanguageServer, 'The YAML language server', 'bench');
}

function readToolchain(): v.InferOutput<typeof toolchainSchema> {
  const path = 'out/toolchain.json';
  return existsSync(path) ? v.parse(toolchainSchema, JSON.parse(readFileSync(path, 'utf8'))) : {};
}

function required<T>(tool: T | undefined, name: string, purpose = 'test'): T {
  if (tool !== undefined) return tool;
  throw new Error(
    `${name} is not installed. Run "node test/support/setUp.mjs --for ${purpose}" in the project's folder.`,
  );
}
