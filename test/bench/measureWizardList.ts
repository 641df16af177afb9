import { createGeneratedSeed } from '../emulator/seeds/generatedSeed';
import { anna, ben } from '../emulator/seeds/people';
import { grantAccess } from '../e2e/signIn';
import { WizardPage } from '../e2e/wizardPage';
import { createWorld } from '../e2e/world';
import { size } from './bigBitbucket';
import { toMedian, type Figure } from './figure';

const latencyMs = 100;
/** The workspaces, and the first page of repositories of one of them. */
const roundTrips = 2;

/**
 * From the repository step on screen to its first rows, where Bitbucket takes 100 ms for every answer and nothing is known
 * yet: somebody has just signed in, with 5,000 repositories.
 */
export async function measureWizardList(rounds: number): Promise<readonly Figure[]> {
  const measured = [];
  for (let round = 0; round < rounds; round++) measured.push(await measureOnce());
  const requests = measured.map((it) => it.requests);
  return [
    {
      name: 'wizard: repositories in sight, nothing cached',
      value: toMedian(measured.map((it) => it.tookMs)),
      unit: 'ms',
      limit: (roundTrips + 0.5) * latencyMs,
      reference: roundTrips * latencyMs,
    },
    {
      name: 'wizard: requests by then',
      value: toMedian(requests),
      unit: 'requests',
      limit: null,
      reference: roundTrips,
    },
  ];
}

async function measureOnce(): Promise<{ readonly tookMs: number; readonly requests: number }> {
  const world = await createWorld({
    vscode: 'newest',
    callbackUrl: 'http://127.0.0.1/',
    // With two people in it, the consent page asks who one is, as the stories expect.
    seed: { ...createGeneratedSeed({ ...size, pipelinesPerRepository: 1 }), users: [anna, ben] },
    story: 'bench-wizard-list',
  });
  try {
    const { admin, server, workbench } = world;
    const wizard = new WizardPage(workbench.page);
    await workbench.open(server.url);
    await workbench.openMaiaView();
    await workbench.runCommand('Maia: Create Project…');
    await wizard.field('Project name').fill('Orders');
    await wizard.continueTo('Who keeps the project’s files?');
    await wizard.continueTo('Where is your repository?');
    await wizard.continueTo('Let this editor use Bitbucket');
    await admin.configure({ latencyMs });
    await grantAccess(world, () => wizard.button('Authorize').click());
    await wizard.heading('Which repository holds the project?').waitFor();
    const shownMs = performance.now();
    await wizard
      .repository(/project-/i)
      .first()
      .waitFor();
    const tookMs = performance.now() - shownMs;
    const { requests } = await admin.readRequests();
    return { tookMs, requests: requests.filter(({ path }) => /workspaces|repositories/.test(path)).length };
  } finally {
    await world.stop();
  }
}
