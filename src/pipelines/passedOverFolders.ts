/** Names of folders that hold no pipelines, and many files. */
export const passedOverFolders: readonly string[] = ['.git', 'node_modules'];
