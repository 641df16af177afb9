/** As `projectFilePath`, which this avoids to load: the parser of YAML would come with it. */
export const projectFileName = '.maia-bitbucket.yaml';
