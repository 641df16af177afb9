import assert from 'node:assert/strict';
import { findProjects, mostRequests, type FindPorts, type FindStep } from '../../../src/projects/findProjects';

type Answer = Awaited<ReturnType<FindPorts<string>['countPipelines']>>;

const project = { branch: 'main', pipelineCount: 3, hasMatillionFolder: false };

function createPorts(repositories: readonly string[], answer: (repository: string) => Answer) {
  const asked: string[] = [];
  const ports: FindPorts<string> = {
    async *candidates() {
      for (const repository of repositories) yield await Promise.resolve(repository);
    },
    countPipelines: async (repository) => {
      asked.push(repository);
      return Promise.resolve(answer(repository));
    },
  };
  return { ports, asked };
}

async function collect(ports: FindPorts<string>, signal = new AbortController().signal): Promise<FindStep<string>[]> {
  const steps: FindStep<string>[] = [];
  for await (const step of findProjects(ports, signal)) steps.push(step);
  return steps;
}

describe('finding projects', () => {
  it('looks into the repositories in the order they come, and says what it cost so far', async () => {
    const { ports } = createPorts(['favourite', 'recent', 'other'], (repository) =>
      repository === 'recent' ? { requests: 4, found: project } : { requests: 2 },
    );
    assert.deepEqual(await collect(ports), [
      { repository: 'favourite', looked: 1, requests: 2, found: undefined, isBudgetSpent: false },
      { repository: 'recent', looked: 2, requests: 6, found: project, isBudgetSpent: false },
      { repository: 'other', looked: 3, requests: 8, found: undefined, isBudgetSpent: false },
    ]);
  });

  it('leaves half of the hour’s requests to the person', async () => {
    const { ports, asked } = createPorts(
      Array.from({ length: 1000 }, (_, i) => `r${i}`),
      () => ({ requests: 7 }),
    );
    const steps = await collect(ports);
    assert.equal(asked.length, Math.ceil(mostRequests / 7));
    assert.equal(steps.at(-1)?.isBudgetSpent, true);
    assert.equal(steps.filter(({ isBudgetSpent }) => isBudgetSpent).length, 1);
  });

  it('goes through everything when it is known already', async () => {
    const { ports } = createPorts(
      Array.from({ length: 2000 }, (_, i) => `r${i}`),
      () => ({ requests: 0 }),
    );
    assert.equal((await collect(ports)).length, 2000);
  });

  it('goes on past a repository that cannot be read, but not forever', async () => {
    const error = new Error('no access');
    const { ports } = createPorts(
      Array.from({ length: 1000 }, (_, i) => `r${i}`),
      (repository) => {
        if (repository !== 'r1') throw error;
        return { requests: 1, found: project };
      },
    );
    const steps = await collect(ports);
    assert.deepEqual(steps[0], { repository: 'r0', looked: 1, requests: 1, error, isBudgetSpent: false });
    assert.equal(steps[1]?.found, project);
    assert.equal(steps.length, mostRequests);
  });

  it('stops as soon as it is cancelled', async () => {
    const controller = new AbortController();
    const { ports, asked } = createPorts(['a', 'b', 'c'], (repository) => {
      if (repository === 'b') {
        controller.abort();
        throw new Error('aborted request');
      }
      return { requests: 1 };
    });
    await assert.rejects(collect(ports, controller.signal), { name: 'AbortError' });
    assert.deepEqual(asked, ['a', 'b']);
    await assert.rejects(collect(ports, controller.signal), { name: 'AbortError' });
    assert.deepEqual(asked, ['a', 'b']);
  });
});
