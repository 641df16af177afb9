import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import {
  authenticationProviderId,
  commandIds,
  contextKeys,
  extensionId,
  fileScheme,
  graphViewType,
  settingIds,
  viewIds,
} from '../../src/vscode/ids';

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly activationEvents: readonly string[];
  readonly files: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly authentication: readonly { id: string }[];
    readonly commands: readonly { command: string; title: string; category: string; enablement?: string }[];
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, SettingContribution>> };
  };
}

interface SettingContribution {
  readonly scope: string;
  readonly ignoreSync?: boolean;
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

const sorted = (values: Iterable<string>) => [...values].sort();

describe('manifest', () => {
  it('contributes exactly the commands, views and settings of the table', () => {
    const { commands, views, configuration } = manifest.contributes;
    assert.deepEqual(
      {
        commands: sorted(commands.map(({ command }) => command)),
        views: sorted(Object.values(views).flatMap((group) => group.map(({ id }) => id))),
        settings: sorted(Object.keys(configuration.properties)),
      },
      {
        commands: sorted(Object.values(commandIds)),
        views: sorted(Object.values(viewIds)),
        settings: sorted(Object.values(settingIds)),
      },
    );
  });

  it('names the extension, the provider and the scheme as the code does', () => {
    assert.deepEqual(
      [`${manifest.publisher}.${manifest.name}`, manifest.contributes.authentication.map(({ id }) => id)],
      [extensionId, [authenticationProviderId]],
    );
    assert.ok(manifest.activationEvents.includes(`onFileSystem:${fileScheme}`));
    assert.ok(manifest.activationEvents.includes(`onAuthenticationRequest:${authenticationProviderId}`));
  });

  it('uses in `when` clauses only context keys that the code sets, and sets none in vain', () => {
    const clauses = [...text.matchAll(/"when": "([^"]*)"/g), ...text.matchAll(/"enablement": "([^"]*)"/g)].map(
      (match) => match[1] ?? '',
    );
    const used = new Set(clauses.flatMap((clause) => clause.match(/\bmaia\.[A-Za-z]+/g) ?? []));
    const ours = sorted(Object.values(contextKeys));
    const others = new Set<string>([
      ...Object.values(commandIds),
      ...Object.values(viewIds),
      graphViewType,
      'maia.start',
    ]);
    assert.deepEqual(sorted([...used].filter((id) => !others.has(id))), ours);
  });

  it('lists in menus only commands that exist', () => {
    const known = new Set<string>(Object.values(commandIds));
    const listed = Object.values(manifest.contributes.menus).flatMap((items) => items.map(({ command }) => command));
    assert.deepEqual(
      listed.filter((command) => !known.has(command)),
      [],
    );
  });

  it('keeps every setting out of reach of workspaces and of Settings Sync', () => {
    const exposed = Object.entries(manifest.contributes.configuration.properties)
      .filter(([, { scope, ignoreSync }]) => scope !== 'application' || ignoreSync !== true)
      .map(([id]) => id);
    assert.deepEqual(exposed, []);
  });

  it('has a text for every placeholder, and no text without one', () => {
    const placeholders = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? ''));
    assert.deepEqual(sorted(placeholders), sorted(Object.keys(strings)));
  });

  it('wakes up for a redirect that reaches a window where nobody used it yet', () => {
    assert.ok(manifest.activationEvents.includes('onUri'));
  });

  it('tells the whole story in the palette before anything was used', () => {
    const hidden = manifest.contributes.menus['commandPalette'] ?? [];
    const enabledLater = manifest.contributes.commands.filter(({ enablement }) => enablement !== undefined);
    assert.deepEqual(
      [hidden.filter(({ when }) => when?.includes('signedIn')), enabledLater.map(({ command }) => command)],
      [[], [commandIds.clearRepositorySearch]],
    );
  });

  it('is awake in a clone before a pipeline is opened, so that what is renamed in the Explorer takes along its references', () => {
    assert.deepEqual(
      manifest.activationEvents.filter((event) => event.startsWith('workspaceContains:**/')),
      ['workspaceContains:**/*.orch.yaml', 'workspaceContains:**/*.tran.yaml'],
    );
  });

  it('activates on use only', () => {
    assert.deepEqual(
      manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished'),
      [],
    );
  });

  it('points only at pictures and files that are there', () => {
    const paths = [...text.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map((match) => match[1] ?? '');
    assert.deepEqual(
      paths.filter((path) => !existsSync(path)),
      [],
    );
  });
});
