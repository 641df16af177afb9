import { childPipelineKind } from './childPipelineKind';
import { childPipelineMissing } from './childPipelineMissing';
import { childPipelineMoved } from './childPipelineMoved';
import { childPipelineRelative } from './childPipelineRelative';
import { componentNameDiffers } from './componentNameDiffers';
import { componentOfOtherKind } from './componentOfOtherKind';
import { componentTypeTypo } from './componentTypeTypo';
import { componentWithoutDesign } from './componentWithoutDesign';
import { componentWithoutType } from './componentWithoutType';
import { conflictMarker } from './conflictMarker';
import { credential } from './credential';
import { cycle } from './cycle';
import { designWithoutComponent } from './designWithoutComponent';
import { duplicateComponent } from './duplicateComponent';
import { duplicateKey } from './duplicateKey';
import { migrationLeftOver } from './migrationLeftOver';
import { misplacedConnections } from './misplacedConnections';
import { misplacedIterationTarget } from './misplacedIterationTarget';
import { missingTopKey } from './missingTopKey';
import { noStart } from './noStart';
import { notRead } from './notRead';
import { pipelineFileName } from './pipelineFileName';
import { pipelineType } from './pipelineType';
import { pipelineVersion } from './pipelineVersion';
import { qualityComponentNamingConvention } from './qualityComponentNamingConvention';
import { qualityCopiedVariables } from './qualityCopiedVariables';
import { qualityEndOutputComponents } from './qualityEndOutputComponents';
import { qualityMaximumComponents } from './qualityMaximumComponents';
import { qualityMaximumOutputs } from './qualityMaximumOutputs';
import { qualityMinimumComponents } from './qualityMinimumComponents';
import { qualityStartAndEndComponents } from './qualityStartAndEndComponents';
import { qualityUnusedComponents } from './qualityUnusedComponents';
import { scriptMissing } from './scriptMissing';
import { scriptMoved } from './scriptMoved';
import { scriptRelative } from './scriptRelative';
import { secretReference } from './secretReference';
import { severalStarts } from './severalStarts';
import { transitionKind } from './transitionKind';
import { typeAgainstFile } from './typeAgainstFile';
import { undeclaredVariable } from './undeclaredVariable';
import { unknownComponentKey } from './unknownComponentKey';
import { unknownIterationTarget } from './unknownIterationTarget';
import { unknownSource } from './unknownSource';
import { unknownTopKey } from './unknownTopKey';
import { unknownTransitionTarget } from './unknownTransitionTarget';
import { unreachableComponent } from './unreachableComponent';
import { unusedVariable } from './unusedVariable';
import { variableMetadata } from './variableMetadata';
import { variableName } from './variableName';
import { wrongShape } from './wrongShape';
import { yamlAlias } from './yamlAlias';
import { yamlSyntax } from './yamlSyntax';
import type { AnyRule } from './rule';

/** Every check of a pipeline file. */
export const allRules: readonly AnyRule[] = [
  conflictMarker,
  notRead,
  yamlSyntax,
  yamlAlias,
  duplicateKey,
  duplicateComponent,
  missingTopKey,
  unknownTopKey,
  wrongShape,
  pipelineType,
  typeAgainstFile,
  pipelineVersion,
  componentWithoutType,
  componentTypeTypo,
  componentOfOtherKind,
  unknownComponentKey,
  unknownTransitionTarget,
  unknownSource,
  unknownIterationTarget,
  cycle,
  designWithoutComponent,
  componentWithoutDesign,
  transitionKind,
  misplacedConnections,
  misplacedIterationTarget,
  componentNameDiffers,
  childPipelineMissing,
  childPipelineMoved,
  childPipelineRelative,
  scriptMissing,
  scriptMoved,
  scriptRelative,
  childPipelineKind,
  unreachableComponent,
  severalStarts,
  noStart,
  secretReference,
  migrationLeftOver,
  credential,
  pipelineFileName,
  variableName,
  variableMetadata,
  unusedVariable,
  undeclaredVariable,
  qualityMinimumComponents,
  qualityMaximumComponents,
  qualityComponentNamingConvention,
  qualityUnusedComponents,
  qualityCopiedVariables,
  qualityStartAndEndComponents,
  qualityMaximumOutputs,
  qualityEndOutputComponents,
];
