/** Stands for whatever the editor has: it can be called, constructed, extended and asked for anything; nothing happens. */
const anything: object = new Proxy(
  function inert() {
    return undefined;
  },
  {
    get: (target, key) => {
      if (key === 'prototype') return target.prototype as unknown;
      if (key === Symbol.toPrimitive) return () => '';
      if (key === Symbol.iterator) return [][Symbol.iterator].bind([]);
      // Whoever awaits it gets it at once.
      return key === 'then' ? undefined : anything;
    },
    set: () => true,
    apply: () => anything,
    construct: (target, _args, newTarget): object => {
      return newTarget.prototype === target.prototype ? anything : (Reflect.construct(Object, [], newTarget) as object);
    },
  },
);

const noSettings = {
  get: (_name: string, fallback: unknown) => fallback,
  has: () => false,
  inspect: () => undefined,
  update: () => Promise.resolve(),
};

/** The value of an export of the module `vscode`. */
export function toInertExport(name: string): object {
  // Otherwise the editor would be of every kind.
  if (name === 'UIKind') return { Desktop: 1, Web: 2 };
  if (name !== 'workspace') return anything;
  return new Proxy(anything, {
    get: (target, key): unknown => (key === 'getConfiguration' ? () => noSettings : Reflect.get(target, key)),
  });
}

/** What `activate` gets: nothing is stored, and `secrets` holds what is given. */
export function createInertContext(folder: string, secrets: Readonly<Record<string, string>>): object {
  const memento = {
    get: (_key: string, fallback: unknown) => fallback,
    update: () => Promise.resolve(),
    keys: () => [],
  };
  return {
    subscriptions: [],
    secrets: {
      get: (key: string) => Promise.resolve(secrets[key]),
      store: () => Promise.resolve(),
      delete: () => Promise.resolve(),
      onDidChange: anything,
    },
    globalState: memento,
    workspaceState: memento,
    globalStorageUri: { fsPath: `${folder}/storage` },
    extensionUri: anything,
    extension: { packageJSON: {} },
  };
}
