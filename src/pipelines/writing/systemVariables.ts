/** What follows `sysvar.`, as Maia's public documentation names it. There are more than these. */
export const systemVariables: readonly string[] = [
  'thisPipeline.fullName',
  'thisComponent.name',
  'thisComponent.message',
  'thisComponent.taskId',
  'environment.name',
  'environment.id',
  'project.id',
  'rootPipeline.executionId',
  'artifact.versionName',
];
