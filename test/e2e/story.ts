import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testPatienceMs } from '../support/patience';
import { createWorld, type World, type WorldOptions } from './world';

/**
 * A suite whose tests are the steps of one story, in a world of their own: what comes after a failed step is skipped,
 * and a picture shows how things stood.
 */
export function describeStory(title: string, options: WorldOptions, tell: (world: () => World) => void): void {
  describe(title, function () {
    this.timeout(testPatienceMs);
    let world: World | undefined;
    let isBroken = false;
    before(async () => {
      world = await createWorld(options);
    });
    after(() => world?.stop());
    beforeEach(function () {
      if (isBroken) this.skip();
    });
    afterEach(async function () {
      if (isBroken || this.currentTest?.state !== 'failed') return;
      isBroken = true;
      if (world !== undefined) await writeEvidence(world);
    });
    tell(() => {
      if (world === undefined) throw new Error('The world does not exist before the first step.');
      return world;
    });
  });
}

/** How things stood when a step failed: a picture, what Bitbucket was asked, and what was printed. */
async function writeEvidence({ admin, screenshots, server, traffic, workbench }: World): Promise<void> {
  await screenshots.take(workbench.page, 'failed');
  const { requests } = await admin.readRequests();
  const lines = requests.map(({ method, path, query, status }) => `${method} ${path} ${query} ${status}`);
  const page = `${workbench.page.url()} ${JSON.stringify(await workbench.page.title())}`;
  const evidence = [page, ...lines, '', server.output(), '', ...traffic.consoleLines].join('\n');
  writeFileSync(join(screenshots.folder, 'failed.txt'), evidence);
}
