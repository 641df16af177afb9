import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { apiTokenPermissions, apiTokensPage } from '../../src/auth/apiToken';
import { neededScopes } from '../../src/auth/scopes';
import { type commandIds, extensionId, settingIds } from '../../src/vscode/ids';

const readme = readFileSync('README.md', 'utf8');
const chapter = /^## Signing in\n(.*?)^## /ms.exec(readme)?.[1] ?? '';
/** Without line breaks, which may stand anywhere. */
const text = chapter.replace(/\s+/g, ' ');
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const titleOf = (command: keyof typeof commandIds) => strings[`command.${command}`] ?? assert.fail(command);

/** As Bitbucket's form for a consumer names the scopes. */
const namesOfScopes: Readonly<Record<string, string>> = {
  account: '_Account: Read_',
  'repository:write': '_Repositories: Write_',
};

describe('README, Signing in', () => {
  it('tells an administrator to tick exactly the permissions that are needed', () => {
    const row = /^\| Permissions +\| (.*?) +\|$/m.exec(chapter)?.[1];
    assert.equal(row, `${neededScopes.map((scope) => namesOfScopes[scope] ?? scope).join(' and ')}, nothing else`);
  });

  it('names the address of this extension as the callback to register', () => {
    assert.ok(text.includes(`\`vscode://${extensionId}/authorized\``));
    assert.ok(strings['setting.consumerCallbackUrl']?.includes(`\`vscode://${extensionId}/authorized\``));
  });

  it('names the setting for the callback as the settings editor does', () => {
    assert.equal(settingIds.consumerCallbackUrl, 'maia.bitbucket.consumerCallbackUrl');
    assert.ok(text.includes('**Maia › Bitbucket: Consumer Callback Url**'));
  });

  it('names exactly the permissions to choose for an API token, and where', () => {
    assert.deepEqual(chapter.match(/`(?:read|write|admin|delete):\w+:bitbucket`/g), [
      ...apiTokenPermissions.map((permission) => `\`${permission}\``),
    ]);
    assert.ok(text.includes(`(${apiTokensPage})`));
  });

  it('calls every command by the title it has in the palette', () => {
    for (const command of ['pasteConsumer', 'copyConsumerRequest', 'signInWithApiToken', 'showAccount'] as const) {
      assert.ok(text.includes(`**Maia: ${titleOf(command).replace(/…$/, '')}`), command);
    }
    const rows = [...chapter.matchAll(/^\| ([A-Z][^|]*?) +\| (?:signs|the same account|opens|forgets|checks)/gm)];
    assert.deepEqual(
      rows.map(([, title]) => title),
      (['signIn', 'switchAccount', 'reauthorize', 'manageAuthorization', 'signOut', 'diagnoseConnection'] as const).map(
        titleOf,
      ),
    );
  });
});
