import { createWorld, type World, type WorldOptions } from './world';

/**
 * A suite whose tests are the steps of one story, in a world of their own: what comes after a failed step is skipped,
 * and a picture shows how things stood.
 */
export function describeStory(title: string, options: WorldOptions, tell: (world: () => World) => void): void {
  describe(title, function () {
    this.timeout(120_000);
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
      await world?.screenshots.take(world.workbench.page, 'failed');
    });
    tell(() => {
      if (world === undefined) throw new Error('The world does not exist before the first step.');
      return world;
    });
  });
}
