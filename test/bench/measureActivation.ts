import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { extensionId } from '../../src/vscode/ids';
import { launchBrowser } from '../support/browser';
import { runExtensionTestPage } from '../support/extensionTestPage';
import { findFreePort } from '../support/freePort';
import { packageExtension } from '../support/packageExtension';
import { quietSettings } from '../support/quietSettings';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { getVscodeBuild, type VscodeAge } from '../support/toolchain';
import { startVscodeServer } from '../support/vscodeServer';
import { activationFileVariable, type ActivationRequest, type ActivationResult } from './activationFile';
import { emptyExtensionId, writeEmptyExtension } from './emptyExtension';
import { toMedian, type Figure } from './figure';

/** What is activated, each time in an extension host of its own. */
const extensions = {
  ours: extensionId,
  empty: emptyExtensionId,
  microsoft: 'vscode.microsoft-authentication',
} as const;
type Contestant = keyof typeof extensions;

/** Nobody comes always first. */
const orders: readonly (readonly Contestant[])[] = [
  ['ours', 'empty', 'microsoft'],
  ['empty', 'microsoft', 'ours'],
  ['microsoft', 'ours', 'empty'],
];

type Activations = Readonly<Record<Contestant, readonly ActivationResult[]>>;

interface Hosts {
  readonly browser: Browser;
  readonly url: string;
  readonly emptyExtension: string;
  readonly activationFile: string;
}

/** How long our packaged extension takes to wake up, beside one that does nothing and one that has the same job. */
export async function measureActivation(age: VscodeAge, rounds: number): Promise<readonly Figure[]> {
  const build = getVscodeBuild(age);
  const folder = createTemporaryFolder('activation');
  const activationFile = join(folder.path, 'activation.json');
  const closing: (() => unknown)[] = [folder.remove];
  try {
    const server = await startVscodeServer({
      build,
      folder: join(folder.path, 'server'),
      port: await findFreePort(),
      settings: quietSettings,
      vsix: await packageExtension(folder.path, []),
      canRunExtensionTests: true,
      trustsEverything: true,
      environment: { [activationFileVariable]: activationFile },
    });
    closing.push(server.stop);
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    const emptyExtension = writeEmptyExtension(join(folder.path, 'empty'));
    const times = await measureRounds(
      { browser, url: server.url, emptyExtension, activationFile },
      build.version,
      rounds,
    );
    return toFigures(build.version, times);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function measureRounds(hosts: Hosts, version: string, rounds: number): Promise<Activations> {
  const times: Record<Contestant, ActivationResult[]> = { ours: [], empty: [], microsoft: [] };
  // The first host of a server fills the disk's caches and compiles VS Code itself.
  await activateInFreshHost(hosts, extensions.empty);
  for (let round = 0; round < rounds; round++) {
    for (const contestant of orders[round % orders.length] ?? []) {
      times[contestant].push(await activateInFreshHost(hosts, extensions[contestant]));
    }
    const latest = Object.entries(times).map(([name, all]) => `${name} ${Math.round(all.at(-1)?.ms ?? 0)}`);
    console.error(`VS Code ${version}, round ${round + 1} of ${rounds}: ${latest.join(', ')} ms`);
  }
  return times;
}

async function activateInFreshHost(
  { browser, url, emptyExtension, activationFile }: Hosts,
  extensionId: string,
): Promise<ActivationResult> {
  const request: ActivationRequest = { extensionId };
  writeFileSync(activationFile, JSON.stringify(request));
  const log: string[] = [];
  try {
    const testsPath = resolve('out/test/bench/activationProbe.js');
    const tests = { url, developmentPath: emptyExtension, testsPath };
    const code = await runExtensionTestPage(browser, tests, (line) => log.push(line));
    const result = JSON.parse(readFileSync(activationFile, 'utf8')) as ActivationRequest | ActivationResult;
    if (code !== 0 || !('ms' in result)) throw new Error(`${extensionId} was not activated:\n${log.join('\n')}`);
    return result;
  } finally {
    for (const context of browser.contexts()) await context.close();
  }
}

function toFigures(version: string, activations: Activations): readonly Figure[] {
  const of = `activation in VS Code ${version}`;
  return [...toComparison(of, activations, 'ms'), ...toComparison(`${of}, processor time`, activations, 'cpuMs')];
}

function toComparison(of: string, activations: Activations, time: 'ms' | 'cpuMs'): readonly Figure[] {
  const median = (contestant: Contestant) => toMedian(activations[contestant].map((activation) => activation[time]));
  const toTenth = (value: number) => Math.round(value * 10) / 10;
  const [ours, empty, microsoft] = [median('ours'), median('empty'), median('microsoft')];
  // The promise is about what people wait for; processor time explains it on a machine that is busy.
  const isPromised = time === 'ms';
  const limit = isPromised ? toTenth(empty + 0.25 * (microsoft - empty)) : null;
  const ratio = Math.round(((ours - empty) / (microsoft - empty)) * 1000) / 1000;
  return [
    { name: `${of}: Maia`, value: toTenth(ours), unit: 'ms', limit, reference: toTenth(microsoft) },
    { name: `${of}: empty extension`, value: toTenth(empty), unit: 'ms', limit: null, reference: null },
    { name: `${of}: microsoft-authentication`, value: toTenth(microsoft), unit: 'ms', limit: null, reference: null },
    {
      name: `${of}: ours of theirs, above the empty one`,
      value: ratio,
      unit: 'ratio',
      limit: isPromised ? 0.25 : null,
      reference: 1,
    },
  ];
}
