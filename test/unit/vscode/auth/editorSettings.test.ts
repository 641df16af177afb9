import assert from 'node:assert/strict';
import { settingIds } from '../../../../src/vscode/ids';
import { EditorSettings } from '../../../../src/vscode/auth/editorSettings';
import { useSignInEditor } from './signInEditor';

const id = 'maia.bitbucket.apiUrl';

describe('EditorSettings', () => {
  const editor = useSignInEditor();

  it('reads what the user has set', () => {
    editor.current().signIn.settings.set(id, { globalValue: 'https://api.example.com' });
    assert.equal(new EditorSettings().read(id), 'https://api.example.com');
    assert.equal(new EditorSettings().read('maia.bitbucket.webUrl'), undefined);
  });

  for (const each of Object.values(settingIds)) {
    it(`never looks at a workspace’s value of ${each}: a cloned repository must not say where tokens go, or as whom`, () => {
      const evil = { workspaceValue: 'https://evil.example', workspaceFolderValue: 'https://evil.example' };
      editor.current().signIn.settings.set(each, evil);
      assert.equal(new EditorSettings().read(each), undefined);
      editor.current().signIn.settings.set(each, { ...evil, globalValue: 'https://api.example.com' });
      assert.equal(new EditorSettings().read(each), 'https://api.example.com');
    });
  }

  it('writes to the user’s settings', async () => {
    await new EditorSettings().write(id, 'https://api.example.com');
    assert.deepEqual(editor.current().signIn.settings.get(id), { globalValue: 'https://api.example.com' });
  });

  it('tells of changes of its own section only, until it is disposed', () => {
    const settings = new EditorSettings();
    let changes = 0;
    settings.onDidChange(() => changes++);
    const { signIn } = editor.current();
    signIn.changeSetting('editor.fontSize', { globalValue: 12 });
    signIn.changeSetting('maia.bitbucketOther', { globalValue: 1 });
    assert.equal(changes, 0);
    signIn.changeSetting(id, { globalValue: 'https://api.example.com' });
    assert.equal(changes, 1);
    settings.dispose();
    signIn.changeSetting(id, {});
    assert.equal(changes, 1);
  });
});
