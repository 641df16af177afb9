import { looksLikeSecret } from './looksLikeSecret';
import { maiaBranch, type ProjectDetails, type ProjectFile } from './project';
import type { Sentences } from './projectRemote';
import { projectFilePath } from './readMaiaLink';
import { readProjectFile } from './readProjectFile';
import type { PlannedFile } from './starterContent';
import { toObstacleError } from './toProjectError';
import { updateProjectFile } from './updateProjectFile';
import { writeProjectFile } from './writeProjectFile';

/**
 * The project file as it should be; `undefined` when it says everything already, or was written by a later version. One
 * that cannot be read is replaced, which the person sees before. Throws `ProjectError` where the details make no valid file.
 */
export function planProjectFile(
  words: Sentences,
  before: string | undefined,
  details: ProjectDetails,
): PlannedFile | undefined {
  const reading = before === undefined ? undefined : readProjectFile(before);
  if (reading?.kind === 'newer') return undefined;
  const wanted = toWanted(details);
  // Git keeps it for ever, for everybody who may read the repository.
  if (looksLikeSecret(wanted.name) || looksLikeSecret(wanted.description ?? '')) {
    throw toObstacleError(words, { kind: 'invalidProject' });
  }
  let text: string;
  try {
    if (before !== undefined && reading?.kind === 'project') {
      const change = findChange(reading.project, wanted);
      if (Object.keys(change).length === 0) return undefined;
      text = updateProjectFile(before, change);
    } else {
      text = writeProjectFile({ version: '1.0', branch: maiaBranch, ...wanted });
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw toObstacleError(words, { kind: 'invalidProject' });
  }
  if (readProjectFile(text).kind !== 'project') throw toObstacleError(words, { kind: 'invalidProject' });
  return text === before ? undefined : { path: projectFilePath, text, before };
}

type Wanted = Required<Pick<ProjectFile, 'name' | 'dataPlatform'>> & Pick<ProjectFile, 'description'>;

function toWanted({ name, description, dataPlatform }: ProjectDetails): Wanted {
  const said = description.trim();
  return { name: name.trim(), ...(said !== '' && { description: said }), dataPlatform };
}

/** What was left empty takes nothing away from what the team wrote. */
function findChange(project: ProjectFile, wanted: Wanted): Partial<ProjectFile> {
  const differs = (key: keyof Wanted): boolean => wanted[key] !== undefined && wanted[key] !== project[key];
  return {
    ...(differs('name') && { name: wanted.name }),
    ...(differs('description') && { description: wanted.description }),
    ...(differs('dataPlatform') && { dataPlatform: wanted.dataPlatform }),
  };
}
