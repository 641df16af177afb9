import assert from 'node:assert/strict';
import { ConsumerRegistry } from '../../../../src/vscode/auth/consumerRegistry';
import { EditorSettings } from '../../../../src/vscode/auth/editorSettings';
import { pasteConsumer } from '../../../../src/vscode/auth/pasteConsumer';
import { MemorySecrets } from './memorySecrets';
import { useSignInEditor } from './signInEditor';

const [key, secret] = ['KEYabc123', 'SECRETxyz+/=789'];
const labelled = `Key: ${key} Secret: ${secret}`;
const authorized = 'vscode://maia-community.maia-bitbucket/authorized';
const [keySetting, callbackSetting] = ['maia.bitbucket.consumerKey', 'maia.bitbucket.consumerCallbackUrl'];

describe('pasting a consumer', () => {
  const editor = useSignInEditor();

  /** Pastes with the given answers to the boxes, and says what was stored where, in which order. */
  async function paste(...answers: readonly string[]) {
    const { signIn, answers: waiting } = editor.current();
    waiting.push(...answers);
    const secrets = new MemorySecrets();
    const order: string[] = [];
    const settings = new EditorSettings();
    secrets.onDidChange(() => order.push('secret'));
    settings.onDidChange(() => order.push('setting'));
    const consumers = new ConsumerRegistry({ settings, secrets, baked: [], defaultCallbackUrl: authorized });
    await pasteConsumer(consumers);
    const stored = await consumers.list();
    consumers.dispose();
    settings.dispose();
    return { stored, order, secrets, settings: signIn.settings, boxes: signIn.boxes };
  }

  const forms: readonly [form: string, text: string][] = [
    ['two lines', `${key}\n${secret}\n`],
    ['side by side', `${key} ${secret}`],
    ['with labels', `Key: ${key}\nSecret: ${secret}`],
    ['secret first', `Secret: ${secret} Key: ${key}`],
    ['copied from Bitbucket’s page', `Key\n${key}\nSecret\n${secret}`],
    ['like settings of a shell', `client_id=${key}\nclient_secret=${secret}`],
    ['with a colon between', `${key}:${secret}`],
    ['JSON', JSON.stringify({ key, secret }, null, 2)],
    ['within a letter', `Here it is: Key: ${key} and the Secret: ${secret} thanks`],
  ];
  const unlabelled = ['two lines', 'side by side', 'with a colon between'];
  for (const [form, text] of forms) {
    it(`takes both at once: ${form}`, async () => {
      if (unlabelled.includes(form)) editor.current().presses.push('Store');
      // A box has one line: the editor puts spaces where the lines ended.
      const { stored, boxes } = await paste(text.replaceAll('\n', ' '));
      assert.deepEqual(stored, [{ key, secret, callbackUrl: authorized }]);
      assert.deepEqual(
        boxes.map(({ title, isHidden }) => [title, isHidden]),
        [['Paste Bitbucket consumer', true]],
      );
    });
  }

  it('asks which is which where nothing says so, without showing either, and swaps them', async () => {
    const { presses, messages } = editor.current();
    presses.push('Swap', 'Store');
    const { stored, settings } = await paste(`${secret} ${key}`);
    assert.deepEqual(stored, [{ key, secret, callbackUrl: authorized }]);
    assert.deepEqual(settings.get(keySetting), { globalValue: key });
    const asked = messages.slice(0, 2);
    assert.deepEqual(
      asked.map(({ buttons }) => buttons),
      [
        ['Store', 'Swap'],
        ['Store', 'Swap'],
      ],
    );
    const details = asked.map(({ modal }) => (modal as { detail: string }).detail);
    assert.match(details[0] ?? '', /As key: SEC… \(15 characters\)\nAs secret: KEY… \(9 characters\)/);
    assert.match(details[1] ?? '', /As key: KEY… \(9 characters\)\nAs secret: SEC… \(15 characters\)/);
    assert.doesNotMatch(JSON.stringify(messages), /KEYa|SECR/);
  });

  it('stores nothing when that question is closed', async () => {
    const { stored, order } = await paste(`${key} ${secret}`);
    assert.deepEqual([stored, order], [[], []]);
  });

  it('stores the secret first, and only in the secret storage', async () => {
    const { order, secrets, settings } = await paste(labelled);
    assert.deepEqual(order, ['secret', 'setting']);
    assert.deepEqual(Object.fromEntries(settings), { [keySetting]: { globalValue: key } });
    assert.deepEqual([...secrets.content.keys()], ['maia.consumer']);
  });

  it('says what is missing when there is no key and secret in it, and stores nothing', async () => {
    const { stored, order, boxes } = await paste('only-a-key');
    assert.match(boxes[0]?.problem ?? '', /No key and secret found.*both/);
    assert.deepEqual([stored, order], [[], []]);
  });

  it('stores nothing when the box is closed', async () => {
    const { stored, order } = await paste();
    assert.deepEqual([stored, order, editor.current().messages], [[], [], []]);
  });

  it('asks for the callback when the usual one does not lead back to this editor, with one that does', async () => {
    editor.current().signIn.externalAddress = 'https://code.example.com/stable-1/callback?vscode-reqid=1';
    const { stored, boxes, settings } = await paste(labelled, 'https://code.example.com/stable-1/');
    assert.deepEqual(
      boxes.map(({ title, value }) => [title, value]),
      [
        ['Paste Bitbucket consumer', ''],
        ['Callback URL of the consumer', 'https://code.example.com/'],
      ],
    );
    assert.deepEqual(stored, [{ key, secret, callbackUrl: 'https://code.example.com/stable-1/' }]);
    assert.deepEqual(settings.get(callbackSetting), { globalValue: 'https://code.example.com/stable-1/' });
  });

  it('does not ask for a callback that is set and leads back through a port of this computer', async () => {
    const { signIn } = editor.current();
    signIn.externalAddress = 'https://code.example.com/stable-1/callback';
    signIn.settings.set(callbackSetting, { globalValue: 'http://127.0.0.1/authorized' });
    const { stored, boxes } = await paste(labelled);
    assert.equal(boxes.length, 1);
    assert.deepEqual(stored, [{ key, secret, callbackUrl: 'http://127.0.0.1/authorized' }]);
  });

  it('says which callbacks are possible instead of one that leads elsewhere, and stores nothing', async () => {
    editor.current().signIn.externalAddress = 'https://code.example.com/callback';
    const { stored, order, boxes } = await paste(labelled, 'https://elsewhere.example/');
    assert.match(boxes[1]?.problem ?? '', /https:\/\/code\.example\.com\/ and http:\/\/127\.0\.0\.1/);
    assert.deepEqual([stored, order], [[], []]);
  });

  it('offers to sign in afterwards, and does it when asked to', async () => {
    const { messages, presses, executed } = editor.current();
    await paste(labelled);
    assert.deepEqual([messages[0]?.severity, messages[0]?.buttons, executed], ['information', ['Sign in'], []]);
    assert.doesNotMatch(messages[0]?.text ?? '', /KEYabc|SECRETxyz/);
    presses.push('Sign in');
    await paste(labelled);
    assert.deepEqual(executed, [['maia.signIn']]);
  });
});
