// Activates a built extension in an editor in which nothing happens, and prints what it read and whom it called until
// it came to rest: node out/test/support/observeActivation.js FOLDER [SECRETS]
// FOLDER holds dist/extension.js and node_modules/vscode; SECRETS is a JSON object.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { Session } from 'node:inspector';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createInertContext, toInertExport } from './inertEditor';

/** What an activation did beyond computing. */
export interface ActivationReport {
  /** Scripts that the runtime loaded, by path, in order. */
  readonly scripts: readonly string[];
  /** Calls of Node's file functions, with their first argument; not those that load the scripts. */
  readonly fileCalls: readonly string[];
  /** Calls that open a connection, look up a name or start a program. */
  readonly outsideCalls: readonly string[];
}

const [folder = '', secrets = '{}'] = process.argv.slice(2);
const scripts: string[] = [];
const fileCalls: string[] = [];
const outsideCalls: string[] = [];

Object.assign(globalThis, { toInertExport });
observeScripts();
observeCalls(fs, fileCalls, 'fs');
observeCalls(fs.promises, fileCalls, 'fs.promises');
observeCalls(dns, outsideCalls, 'dns');
observeCalls(dns.promises, outsideCalls, 'dns.promises');
observeCalls(dgram, outsideCalls, 'dgram');
observeCalls(childProcess, outsideCalls, 'child_process');
observeConnections();
syncBuiltinESMExports();

process.once('beforeExit', () => {
  const report: ActivationReport = { scripts, fileCalls: withoutLoading(fileCalls), outsideCalls: [...outsideCalls] };
  process.stdout.write(JSON.stringify(report));
});
const { activate } = (await import(pathToFileURL(join(folder, 'dist/extension.js')).href)) as {
  activate: (context: object) => unknown;
};
await activate(createInertContext(folder, JSON.parse(secrets) as Record<string, string>));

/** Node's own loader reads through the same functions, each script once. */
function withoutLoading(calls: readonly string[]): readonly string[] {
  const unloaded = new Set(scripts);
  return calls.filter((call) => !unloaded.delete(call.slice(call.indexOf(' ') + 1)));
}

/** The debugger hears of every script, however it came in. */
function observeScripts(): void {
  const session = new Session();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params: { url } }) => {
    if (url.startsWith('file:')) scripts.push(fileURLToPath(url));
  });
  session.post('Debugger.enable');
}

function observeCalls(module: object, calls: string[], moduleName: string): void {
  for (const [name, value] of Object.entries(module)) {
    if (typeof value !== 'function' || /^[A-Z_]/.test(name)) continue;
    const original = value as (...args: unknown[]) => unknown;
    const observed = function (this: unknown, ...args: unknown[]): unknown {
      calls.push(`${moduleName}.${name} ${toText(args[0])}`);
      return Reflect.apply(original, this, args);
    };
    // `fs.realpath.native` and the like.
    Object.defineProperty(module, name, {
      value: Object.assign(observed, original),
      writable: true,
      configurable: true,
    });
  }
}

function observeConnections(): void {
  const observe = (prototype: object, name: string) => {
    const original = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
    Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]): unknown {
      outsideCalls.push(`net.${name}`);
      return Reflect.apply(original, this, args);
    });
  };
  observe(net.Socket.prototype, 'connect');
  observe(net.Server.prototype, 'listen');
}

function toText(value: unknown): string {
  if (value instanceof URL) return fileURLToPath(value);
  return typeof value === 'string' ? value : typeof value;
}
