import fc from 'fast-check';
import type { Fault } from '../emulator/admin/adminProtocol';
import type { TheirEdit } from './otherPerson';
import type { MeanwhileEvent, Scene } from './scene';
import type { Spot } from './texts';

/** Counts what was run, for the report: a mix that leaves something out proves little. */
export type Mix = Map<string, number>;

/** Nothing needs to be known of the scene to choose a command: it finds what it works on when it runs. */
type Model = Record<string, never>;

/** One thing that happens to a branch, and the check that nothing was lost by it. */
class SceneCommand implements fc.AsyncCommand<Model, Scene> {
  readonly #name: string;
  readonly #details: string;
  readonly #run: (scene: Scene) => Promise<unknown>;
  readonly #mix: Mix;

  constructor(mix: Mix, name: string, details: object, run: (scene: Scene) => Promise<unknown>) {
    this.#mix = mix;
    this.#name = name;
    this.#details = JSON.stringify(details);
    this.#run = run;
  }

  check(): boolean {
    return true;
  }

  async run(_model: Model, scene: Scene): Promise<void> {
    scene.note(`${this.toString()} begins`);
    const result = await this.#run(scene);
    const name = typeof result === 'string' ? `${this.#name}: ${result}` : this.#name;
    this.#mix.set(name, (this.#mix.get(name) ?? 0) + 1);
    scene.note(`${this.toString()} ended: ${String(result)}`);
    await scene.check();
  }

  toString(): string {
    return `${this.#name}${this.#details}`;
  }
}

type Command = fc.AsyncCommand<Model, Scene>;

const postSource = { path: '/src/?$', method: 'POST' } as const;
const readSource = { path: '/src/[0-9a-f]{40}/', method: 'GET' } as const;

/** What can happen to a commit on its way. The first three leave nothing done, the next two do everything. */
const faults: Readonly<Record<string, Fault>> = {
  serverError: { ...postSource, effect: { kind: 'htmlError', status: 502 } },
  noConnection: { ...postSource, effect: { kind: 'resetBeforeAnswer' } },
  limited: { ...postSource, effect: { kind: 'rateLimit', retryAfter: '1' } },
  lostAnswer: { ...postSource, effect: { kind: 'lostAnswer' } },
  errorAfterwards: { ...postSource, effect: { kind: 'htmlErrorAfterwards', status: 500 } },
  // Something on the way says that all is well, and nothing is: only reading back tells.
  falseSuccess: { ...postSource, effect: { kind: 'json', status: 201, body: {} } },
  unreadableAfterwards: { ...readSource, count: 40, effect: { kind: 'resetBeforeAnswer' } },
  errorsAfterwards: { ...readSource, count: 40, effect: { kind: 'htmlError', status: 503 } },
};

const window = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const index = fc.nat({ max: 9 });
const spot = fc.constantFrom<Spot>(0, 1, 2);
const theirEdit: fc.Arbitrary<TheirEdit> = fc.record({
  file: index,
  spot,
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('change' as const) },
    { weight: 1, arbitrary: fc.constant('add' as const) },
    { weight: 1, arbitrary: fc.constant('delete' as const) },
  ),
});
const crashPoint = fc.oneof(
  fc.record({ step: fc.integer({ min: 1, max: 24 }) }),
  fc.record({ afterMs: fc.integer({ min: 0, max: 30 }) }),
);

/** How often a crash is chosen, beside ten savings. */
export const usualCrashes = 3;

/** Sequences of at least fifteen commands, three of them commits; shrinking takes away what a failure does not need. */
export function commandSequences(mix: Mix, crashes: number): fc.Arbitrary<readonly Command[]> {
  const others = fc.array(anyCommand(mix, crashes), { minLength: 4, maxLength: 7 });
  const rounds = fc.array(fc.tuple(others, anyCommit(mix)), { minLength: 3, maxLength: 4 });
  return rounds.map((all) => all.flatMap(([commands, commit]) => [...commands, commit]));
}

function anyCommand(mix: Mix, crashes: number): fc.Arbitrary<Command> {
  const weighted = (weight: number, arbitrary: fc.Arbitrary<Command>) => ({ weight, arbitrary });
  return fc.oneof(
    weighted(10, save(mix)),
    weighted(
      2,
      simple(mix, 'create', fc.record({ window }), (scene, it) => scene.create(it.window)),
    ),
    weighted(
      2,
      simple(mix, 'rename', fc.record({ window, index }), (scene, it) => scene.rename(it.window, it.index)),
    ),
    weighted(
      1,
      simple(mix, 'rename over another', fc.record({ window, index, target: index }), (scene, it) =>
        scene.replace(it.window, 'rename', it.index, it.target),
      ),
    ),
    weighted(
      1,
      simple(mix, 'copy over another', fc.record({ window, index, target: index }), (scene, it) =>
        scene.replace(it.window, 'copy', it.index, it.target),
      ),
    ),
    weighted(3, edit(mix)),
    weighted(
      2,
      simple(mix, 'delete', fc.record({ window, index }), (scene, it) => scene.delete(it.window, it.index)),
    ),
    weighted(
      2,
      simple(mix, 'discard', fc.record({ window, index }), (scene, it) => scene.discard(it.window, it.index)),
    ),
    weighted(
      1,
      simple(mix, 'undo discard', fc.record({ window }), (scene, it) => scene.restore(it.window)),
    ),
    weighted(
      5,
      simple(mix, 'they commit', fc.record({ edit: theirEdit }), (scene, it) => scene.theyCommit(it.edit)),
    ),
    weighted(
      2,
      simple(mix, 'look', fc.record({ window }), (scene, it) => scene.look(it.window)),
    ),
    weighted(
      1,
      simple(mix, 'merge', fc.record({ window }), (scene, it) => scene.merge(it.window)),
    ),
    weighted(4, resolve(mix)),
    weighted(
      1,
      simple(mix, 'reload', fc.record({ window }), (scene, it) => scene.reload(it.window)),
    ),
    weighted(crashes, crash(mix)),
    weighted(1, anyCommit(mix)),
  );
}

function anyCommit(mix: Mix): fc.Arbitrary<Command> {
  const how = fc.record({
    all: fc.boolean(),
    toNewBranch: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, fc.boolean()),
  });
  const plain = simple(mix, 'commit', fc.record({ window, how }), (scene, it) => scene.commit(it.window, it.how));
  const raced = simple(mix, 'commit, they are faster', fc.record({ window, how, theirEdit }), (scene, it) =>
    returning(
      (action) => scene.theyCommitBefore(it.theirEdit, action),
      () => scene.commit(it.window, it.how),
    ),
  );
  const faulty = fc.constantFrom(...Object.entries(faults)).chain(([name, fault]) =>
    simple(mix, `commit, ${name}`, fc.record({ window, how }), (scene, it) =>
      returning(
        (action) => scene.withFault(fault, action),
        () => scene.commit(it.window, it.how),
      ),
    ),
  );
  const both = simple(mix, 'commit in both windows', fc.record({}), (scene) => scene.commitInBoth());
  return fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 3, arbitrary: raced },
    { weight: 4, arbitrary: faulty },
    { weight: 1, arbitrary: both },
  );
}

function save(mix: Mix): fc.Arbitrary<Command> {
  return simple(mix, 'save', fc.record({ window, index, spot }), (scene, it) =>
    scene.save(it.window, it.index, it.spot),
  );
}

function edit(mix: Mix): fc.Arbitrary<Command> {
  const events: readonly MeanwhileEvent[] = ['they commit', 'look', 'discard', 'commit', 'reload'];
  const meanwhile = fc.shuffledSubarray([...events], { minLength: 1 });
  const details = fc.record({ window, index, spot, isOfDraft: fc.boolean(), meanwhile });
  return simple(mix, 'edit, and save after other things', details, async (scene, it) => {
    const outcome = await scene.edit(it.window, it);
    const happened = [
      it.meanwhile.includes('discard') ? ', discarded' : '',
      it.meanwhile.includes('reload') ? ', reloaded' : '',
    ].join('');
    return happened === '' ? outcome : `${outcome}${happened} meanwhile`;
  });
}

function resolve(mix: Mix): fc.Arbitrary<Command> {
  const choice = fc.constantFrom('mine' as const, 'theirs' as const, 'both' as const);
  return simple(mix, 'resolve', fc.record({ window, index, choice }), (scene, it) =>
    scene.resolve(it.window, it.index, it.choice),
  );
}

function crash(mix: Mix): fc.Arbitrary<Command> {
  const during = fc.constantFrom('save' as const, 'rename' as const, 'discard' as const, 'commit' as const);
  return during.chain((name) =>
    simple(mix, `crash during ${name}`, fc.record({ window, index, spot, crashPoint }), (scene, it) => {
      const actions = {
        save: () => scene.save(it.window, it.index, it.spot),
        rename: () => scene.rename(it.window, it.index),
        discard: () => scene.discard(it.window, it.index),
        commit: () => scene.commit(it.window, { all: true, toNewBranch: false }),
      };
      return scene.crash(it.window, it.crashPoint, actions[name]);
    }),
  );
}

function simple<T extends object>(
  mix: Mix,
  name: string,
  details: fc.Arbitrary<T>,
  run: (scene: Scene, details: T) => Promise<unknown>,
): fc.Arbitrary<Command> {
  return details.map((it) => new SceneCommand(mix, name, it, (scene) => run(scene, it)));
}

async function returning<T>(
  around: (action: () => Promise<T>) => Promise<unknown>,
  action: () => Promise<T>,
): Promise<T> {
  let result: { readonly value: T } | undefined;
  await around(async () => {
    const value = await action();
    result = { value };
    return value;
  });
  if (result === undefined) throw new Error('The action was not run.');
  return result.value;
}
