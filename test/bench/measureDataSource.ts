import { size, startBigBitbucket } from './bigBitbucket';
import type { DataSourceTask } from './dataSourceTask';
import type { Figure } from './figure';
import { expectRows, measureWindowRuns, toCounts, toTime, type WindowRuns } from './windowRuns';

const latencyMs = 100;
const pageLength = 100;
const pagesPerWorkspace = size.repositoriesPerWorkspace / pageLength;
const pagesOfPipelines = size.pipelinesPerRepository / pageLength;

/** Time and requests until lists are there, at a Bitbucket that takes 100 ms for every answer. */
export async function measureDataSource(rounds: number): Promise<readonly Figure[]> {
  const bitbucket = await startBigBitbucket('http://127.0.0.1/');
  try {
    const { access_token: token } = await bitbucket.admin.mintTokens('anna', ['account', 'repository:write']);
    await bitbucket.admin.prepareRepository({ workspace: 'team-01', slug: 'project-0001' });
    const measure = async (kind: DataSourceTask['kind']) => {
      await bitbucket.admin.configure({ latencyMs: 0 });
      // Whoever comes first waits for answers to be made; that is the emulator's time.
      await measureWindowRuns(bitbucket, { kind, token }, 1);
      await bitbucket.admin.configure({ latencyMs });
      return measureWindowRuns(bitbucket, { kind, token }, rounds);
    };
    return [...toListFigures(await measure('list')), ...toUnfoldFigures(await measure('unfold'))];
  } finally {
    await bitbucket.stop();
  }
}

function toListFigures({ cold, cached }: WindowRuns): readonly Figure[] {
  expectRows([...cold, ...cached], size.workspaces * size.repositoriesPerWorkspace);
  const lowest = (1 + pagesPerWorkspace) * latencyMs;
  const pages = 1 + size.workspaces * pagesPerWorkspace;
  return [
    toTime('list, nothing cached: first row', cold, 'firstMs', 2 * latencyMs, 2.5 * latencyMs),
    toTime('list, nothing cached: complete', cold, 'completeMs', lowest, lowest + 400),
    ...toCounts('list, nothing cached', cold, pages, pages + size.workspaces),
    toTime('list, cached: first row', cached, 'firstMs', 0, null),
    toTime('list, cached: complete and confirmed', cached, 'completeMs', 2 * latencyMs, null),
    ...toCounts('list, cached', cached, 1 + size.workspaces, null),
  ];
}

function toUnfoldFigures({ cold, cached }: WindowRuns): readonly Figure[] {
  expectRows([...cold, ...cached], size.pipelinesPerRepository);
  // The branch, the pages of its pipelines, and the CI results, for which the pipelines do not wait.
  const lowest = (1 + pagesOfPipelines) * latencyMs;
  return [
    toTime('unfold, nothing cached: pipelines', cold, 'completeMs', lowest, null),
    ...toCounts('unfold, nothing cached', cold, 1 + pagesOfPipelines + 1, null),
    toTime('unfold, cached: pipelines', cached, 'firstMs', 0, null),
    toTime('unfold, cached: confirmed', cached, 'completeMs', latencyMs, null),
    ...toCounts('unfold, cached', cached, 1, 1),
  ];
}
