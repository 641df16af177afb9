import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settleDown } from './fakeClock';

interface ShownMessage {
  readonly severity: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly buttons: readonly string[];
  /** As a dialog that holds the editor up until it is answered. */
  readonly modal?: vscode.MessageOptions;
}

/** A list in which somebody types and chooses. */
export interface FakePicker extends Pick<vscode.QuickPick<vscode.QuickPickItem>, 'title' | 'items' | 'busy' | 'value'> {
  readonly labels: readonly string[];
  type(text: string): Promise<void>;
  choose(label: string): Promise<void>;
  leave(): Promise<void>;
  /** Presses a button by its tooltip: one of the list, or of a row. */
  press(tooltip: string, label?: string): Promise<void>;
}

/** A tree in the side bar. Its rows are those of its data provider. */
export interface FakeTreeView {
  readonly id: string;
  readonly provider: vscode.TreeDataProvider<unknown>;
  message: string | undefined;
  description: string | undefined;
  /** `undefined` for nothing. */
  select(row: unknown): Promise<void>;
  expand(row: unknown): Promise<void>;
  collapse(row: unknown): Promise<void>;
}

/**
 * The editor as somebody sits before it: what it shows is recorded, and what they answer is set beforehand. Only what is
 * listed here is there; anything else fails loudly.
 */
export class FakeEditor {
  readonly messages: ShownMessage[] = [];
  /** The buttons pressed on the messages to come; without one a message is dismissed. */
  readonly presses: string[] = [];
  /** The labels chosen in the lists to come; without one a list is dismissed. */
  readonly choices: string[] = [];
  /** The lists that asked for such a choice. */
  readonly questions: { readonly title: string | undefined; readonly labels: readonly string[] }[] = [];
  readonly pickers: FakePicker[] = [];
  /** What is typed into the boxes to come; without one a box is dismissed. */
  readonly answers: string[] = [];
  /** What the boxes said about what was typed and could not be taken. */
  readonly refusals: string[] = [];
  readonly treeViews: FakeTreeView[] = [];
  /** The folders that are open. */
  folders: readonly vscode.Uri[] = [];
  /** Commands with their arguments; addresses as text. */
  readonly executed: unknown[][] = [];
  readonly copied: string[] = [];
  /** Changes to files that the editor was told to make. It makes none; that it could is set beforehand. */
  readonly edits: unknown[] = [];
  canEdit = false;
  /** What is wrong, by file, as far as the editor knows. */
  readonly diagnostics: [vscode.Uri, vscode.Diagnostic[]][] = [];
  /** Titles of the notifications about work under way, now and before. */
  readonly progress: string[] = [];
  readonly #onDidOpenTextDocument = new vscode.EventEmitter<unknown>();
  readonly #onDidChangeDiagnostics = new vscode.EventEmitter<vscode.DiagnosticChangeEvent>();
  readonly #onDidChangeTabs = new vscode.EventEmitter<unknown>();
  readonly #commands = new Map<string, (...given: unknown[]) => unknown>();
  readonly #onDidCancel = new vscode.EventEmitter<undefined>();
  #tabs: unknown[] = [];

  openDocument(uri: vscode.Uri, text: string): void {
    this.#onDidOpenTextDocument.fire({ uri, getText: () => text });
  }

  /** Brings a file to the front, or (`undefined`) leaves the editors empty. */
  showTab(uri: vscode.Uri | undefined): void {
    this.#tabs = uri === undefined ? [] : [{ activeTab: { input: new vscode.TabInputText(uri) } }];
    this.#onDidChangeTabs.fire({});
  }

  /** What is wrong with a file from now on. */
  diagnose(uri: vscode.Uri, ...severities: readonly vscode.DiagnosticSeverity[]): void {
    const range = new vscode.Range(0, 0, 0, 1);
    this.diagnostics.push([uri, severities.map((it) => new vscode.Diagnostic(range, 'Wrong', it))]);
    this.#onDidChangeDiagnostics.fire({ uris: [uri] });
  }

  /** Presses *Cancel* on the work under way. */
  cancel(): void {
    this.#onDidCancel.fire(undefined);
  }

  /** Runs a command that the extension has registered, to its end. */
  async run(id: string, ...given: unknown[]): Promise<void> {
    const command = this.#commands.get(id) ?? assert.fail(`${id} is registered`);
    await command(...given);
  }

  install(): void {
    const show =
      (severity: ShownMessage['severity']) =>
      (text: string, ...given: (string | vscode.MessageOptions)[]) => {
        const buttons = given.filter((it) => typeof it === 'string');
        const modal = given.find((it) => typeof it !== 'string' && it.modal === true) as
          vscode.MessageOptions | undefined;
        this.messages.push({ severity, text, buttons, ...(modal && { modal }) });
        return Promise.resolve(buttons.find((it) => it === this.presses[0]) && this.presses.shift());
      };
    Object.assign(vscode.window, {
      showErrorMessage: show('error'),
      showWarningMessage: show('warning'),
      showInformationMessage: show('information'),
      setStatusBarMessage: () => new vscode.Disposable(() => undefined),
      showQuickPick: (items: readonly vscode.QuickPickItem[], { title }: vscode.QuickPickOptions = {}) => {
        this.questions.push({ title, labels: items.map(({ label }) => label) });
        const choice = this.choices.shift();
        return Promise.resolve(items.find(({ label }) => label === choice));
      },
      createQuickPick: () => this.#createPicker(),
      createTreeView: this.#createTreeView.bind(this),
      showInputBox: (options: vscode.InputBoxOptions = {}) => this.#answer(options),
      withProgress: this.#withProgress.bind(this),
      tabGroups: {
        all: this.#tabs,
        activeTabGroup: { activeTab: undefined },
        onDidChangeTabs: this.#onDidChangeTabs.event,
        onDidChangeTabGroups: new vscode.EventEmitter<unknown>().event,
      },
    });
    Object.defineProperty(vscode.window.tabGroups, 'all', { get: () => this.#tabs });
    Object.assign(vscode.workspace, {
      onDidOpenTextDocument: this.#onDidOpenTextDocument.event,
      textDocuments: [],
      applyEdit: (edit: unknown) => {
        this.edits.push(edit);
        return Promise.resolve(this.canEdit);
      },
    });
    Object.defineProperty(vscode.workspace, 'workspaceFolders', {
      configurable: true,
      enumerable: true,
      get: () => (this.folders.length === 0 ? undefined : this.folders.map((uri, index) => ({ uri, index }))),
    });
    Object.assign(vscode.commands, {
      executeCommand: (...command: unknown[]) => {
        this.executed.push(command.map((it) => (it instanceof vscode.Uri ? it.toString() : it)));
        return Promise.resolve();
      },
      registerCommand: (id: string, command: (...given: unknown[]) => unknown) => {
        this.#commands.set(id, command);
        return new vscode.Disposable(() => this.#commands.delete(id));
      },
    });
    Object.assign(vscode.languages, {
      getDiagnostics: () => this.diagnostics,
      onDidChangeDiagnostics: this.#onDidChangeDiagnostics.event,
    });
    Object.assign(vscode.env, {
      clipboard: { writeText: (text: string) => Promise.resolve(void this.copied.push(text)) },
    });
  }

  uninstall(): void {
    for (const [part, kept] of [
      [vscode.window, ['activeTextEditor']],
      [vscode.workspace, []],
      [vscode.commands, []],
      [vscode.languages, []],
      [vscode.env, ['uriScheme', 'language', 'uiKind']],
    ] as const) {
      for (const name of Object.keys(part)) if (!kept.some((it) => it === name)) Reflect.deleteProperty(part, name);
    }
  }

  /** Typing goes on until the box takes it. */
  async #answer(options: vscode.InputBoxOptions): Promise<string | undefined> {
    const answer = this.answers.shift();
    const problem = answer === undefined ? undefined : await options.validateInput?.(answer);
    if (typeof problem !== 'string') return answer;
    this.refusals.push(problem);
    return this.#answer(options);
  }

  async #withProgress<T>(
    { title = '', cancellable, location }: vscode.ProgressOptions,
    task: (progress: unknown, token: unknown) => Promise<T>,
  ): Promise<T> {
    // The bar in a view has no words and no button.
    if (location !== vscode.ProgressLocation.SourceControl && typeof location !== 'object') {
      assert.equal(cancellable, true, 'What takes long can be cancelled.');
      this.progress.push(title);
    }
    return task(
      { report: () => undefined },
      { isCancellationRequested: false, onCancellationRequested: this.#onDidCancel.event },
    );
  }

  #createTreeView(id: string, { treeDataProvider }: vscode.TreeViewOptions<unknown>): FakeTreeView {
    const onDidChangeSelection = new vscode.EventEmitter<{ readonly selection: readonly unknown[] }>();
    const onDidExpandElement = new vscode.EventEmitter<{ readonly element: unknown }>();
    const onDidCollapseElement = new vscode.EventEmitter<{ readonly element: unknown }>();
    const view = {
      id,
      provider: treeDataProvider,
      message: undefined,
      description: undefined,
      selection: [] as readonly unknown[],
      onDidChangeSelection: onDidChangeSelection.event,
      onDidExpandElement: onDidExpandElement.event,
      onDidCollapseElement: onDidCollapseElement.event,
      dispose: () => undefined,
      async select(row: unknown) {
        this.selection = row === undefined ? [] : [row];
        onDidChangeSelection.fire({ selection: this.selection });
        await settleDown();
      },
      async expand(element: unknown) {
        onDidExpandElement.fire({ element });
        await settleDown();
      },
      async collapse(element: unknown) {
        onDidCollapseElement.fire({ element });
        await settleDown();
      },
    };
    this.treeViews.push(view);
    return view;
  }

  #createPicker(): FakePicker {
    const onDidChangeValue = new vscode.EventEmitter<string>();
    const onDidAccept = new vscode.EventEmitter<undefined>();
    const onDidHide = new vscode.EventEmitter<undefined>();
    const onDidTriggerButton = new vscode.EventEmitter<unknown>();
    const onDidTriggerItemButton = new vscode.EventEmitter<unknown>();
    const picker = {
      title: undefined as string | undefined,
      value: '',
      busy: false,
      items: [] as readonly vscode.QuickPickItem[],
      selectedItems: [] as readonly vscode.QuickPickItem[],
      onDidChangeValue: onDidChangeValue.event,
      onDidAccept: onDidAccept.event,
      onDidHide: onDidHide.event,
      buttons: [] as readonly vscode.QuickInputButton[],
      onDidTriggerButton: onDidTriggerButton.event,
      onDidTriggerItemButton: onDidTriggerItemButton.event,
      show: () => undefined,
      hide: () => {
        onDidHide.fire(undefined);
      },
      dispose: () => undefined,
      get labels() {
        return this.items.map(({ label }) => label);
      },
      async type(text: string) {
        this.value = text;
        onDidChangeValue.fire(text);
        await settleDown();
      },
      async choose(wanted: string) {
        this.selectedItems = this.items.filter(({ label }) => label === wanted);
        assert.equal(this.selectedItems.length, 1, `${wanted} is one of ${this.labels.join(', ')}`);
        onDidAccept.fire(undefined);
        await settleDown();
      },
      async leave() {
        onDidHide.fire(undefined);
        await settleDown();
      },
      async press(tooltip: string, label?: string) {
        const item = this.items.find((it) => it.label === label);
        const buttons = label === undefined ? this.buttons : item?.buttons;
        const button = buttons?.find((it) => it.tooltip === tooltip) ?? assert.fail(`There is a button ${tooltip}`);
        if (label === undefined) onDidTriggerButton.fire(button);
        else onDidTriggerItemButton.fire({ button, item });
        await settleDown();
      },
    };
    this.pickers.push(picker);
    return picker;
  }
}

/** A new one for each test of the surrounding `describe`; `current()` is the one of the test that runs. */
export function useFakeEditor(): { current(): FakeEditor } {
  let editor: FakeEditor | undefined;
  beforeEach(() => {
    editor = new FakeEditor();
    editor.install();
  });
  afterEach(() => editor?.uninstall());
  return { current: () => editor ?? assert.fail('Outside a test there is no editor.') };
}
