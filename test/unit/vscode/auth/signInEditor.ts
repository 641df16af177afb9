import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';
import { useFakeEditor, type FakeEditor } from '../../../support/fakeEditor';

/** A box for typing: what it said, and why it did not take what was typed. */
interface ShownBox {
  readonly title: string;
  readonly value: string;
  readonly isHidden: boolean;
  readonly problem: string | undefined;
}

/** An item of the status bar. */
export interface ShownItem {
  readonly id: string;
  text: string;
  tooltip: unknown;
  isVisible: boolean;
  isDisposed: boolean;
}

/** A box that stays open while something else goes on. */
export interface OpenBox {
  readonly title: string;
  readonly prompt: string;
  readonly validationMessage: string | undefined;
  readonly isOpen: boolean;
  type(text: string): void;
  accept(): void;
}

/** What a setting is in one file of settings. */
interface Scopes {
  globalValue?: unknown;
  workspaceValue?: unknown;
  workspaceFolderValue?: unknown;
}

/** What signing in needs of the editor beside `FakeEditor`. */
export class SignInEditor {
  /** Where a browser reaches the extension's address in the editor. */
  externalAddress = 'vscode://maia-community.maia-bitbucket/authorized?windowId=1';
  readonly boxes: ShownBox[] = [];
  readonly settings = new Map<string, Scopes>();
  readonly items: ShownItem[] = [];
  readonly openBoxes: OpenBox[] = [];
  /** Options of each question for a session, in the order in which they were asked. */
  readonly sessionRequests: vscode.AuthenticationGetSessionOptions[] = [];
  /** What the editor does when a session is asked for. */
  getSession: () => Promise<undefined> = () => assert.fail('No session was to be asked for.');
  readonly #settingsChanged = new Emitter<{ affectsConfiguration: (section: string) => boolean }>();

  changeSetting(id: string, scopes: Scopes): void {
    this.settings.set(id, scopes);
    this.#settingsChanged.fire({ affectsConfiguration: (section) => `${id}.`.startsWith(`${section}.`) });
  }

  install(editor: FakeEditor): void {
    Object.assign(vscode.env, { asExternalUri: () => Promise.resolve(vscode.Uri.parse(this.externalAddress)) });
    Object.assign(vscode.window, {
      createStatusBarItem: (id: string) => {
        const item = {
          ...{ id, text: '', tooltip: undefined, isVisible: false, isDisposed: false },
          show: () => (item.isVisible = true),
          hide: () => (item.isVisible = false),
          dispose: () => (item.isDisposed = true),
        };
        this.items.push(item);
        return item;
      },
      createInputBox: () => this.#createInputBox(),
      showInputBox: (options: vscode.InputBoxOptions) => {
        const { title = '', value = '', password = false } = options;
        const answer = editor.answers.shift();
        const problem = answer === undefined ? undefined : (options.validateInput?.(answer) as string | undefined);
        this.boxes.push({ title, value, isHidden: password, problem });
        return Promise.resolve(problem === undefined ? answer : undefined);
      },
    });
    Object.assign(vscode.workspace, {
      // There is no `get`: it would give what a workspace says.
      getConfiguration: () => ({
        inspect: (id: string) => this.settings.get(id),
        update: (id: string, globalValue: unknown, target: unknown) => {
          assert.equal(target, vscode.ConfigurationTarget.Global);
          this.changeSetting(id, { ...this.settings.get(id), globalValue });
          return Promise.resolve();
        },
      }),
      onDidChangeConfiguration: this.#settingsChanged.event,
    });
    Object.assign(vscode.authentication, {
      getSession: (provider: string, scopes: readonly string[], options: vscode.AuthenticationGetSessionOptions) => {
        assert.deepEqual([provider, scopes], ['bitbucket', ['account', 'repository:write']]);
        this.sessionRequests.push(options);
        return this.getSession();
      },
    });
  }

  #createInputBox(): OpenBox {
    const onDidChangeValue = new vscode.EventEmitter<string>();
    const onDidAccept = new vscode.EventEmitter<undefined>();
    const box = {
      ...{ title: '', prompt: '', value: '', validationMessage: undefined, isOpen: false },
      onDidChangeValue: onDidChangeValue.event,
      onDidAccept: onDidAccept.event,
      show: () => (box.isOpen = true),
      dispose: () => (box.isOpen = false),
      type: (text: string) => {
        box.value = text;
        onDidChangeValue.fire(text);
      },
      accept: () => {
        onDidAccept.fire(undefined);
      },
    };
    this.openBoxes.push(box);
    return box;
  }
}

/** A new editor for each test of the surrounding `describe`, with what signing in needs. */
export function useSignInEditor(): { current(): FakeEditor & { readonly signIn: SignInEditor } } {
  const editor = useFakeEditor();
  let signIn: SignInEditor | undefined;
  beforeEach(() => {
    signIn = new SignInEditor();
    signIn.install(editor.current());
  });
  afterEach(() => {
    for (const name of Object.keys(vscode.authentication)) Reflect.deleteProperty(vscode.authentication, name);
  });
  return {
    current: () =>
      Object.assign(editor.current(), { signIn: signIn ?? assert.fail('Outside a test there is no editor.') }),
  };
}
