import { settleDown } from '../../../support/fakeClock';

const work = { count: 0 };

/** The same object, whose promises `settle` waits for: what is hashed is done by another thread, at its own pace. */
export function watched<T extends object>(target: T): T {
  const methods = new Map<string | symbol, unknown>();
  return new Proxy(target, {
    get: (_target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function' || name === 'onDidChange') return value;
      const call = (...given: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, given);
        if (!(result instanceof Promise)) return result;
        work.count += 1;
        const end = () => {
          work.count -= 1;
        };
        result.then(end, end);
        return result;
      };
      const method = methods.get(name) ?? call;
      methods.set(name, method);
      return method;
    },
  });
}

/** Lets everything happen that needs no time to pass, however long it takes. */
export async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 5; quiet++) {
    await settleDown();
    if (work.count > 0) quiet = 0;
  }
}
