import { dirname, sep } from 'node:path';

/**
 * The folders of the assemblies that hold these templates. One that lies in another goes with it: the assembly of a stage is read
 * with that of its app.
 */
export const assembliesOf = (templatePaths: readonly string[]): readonly string[] => {
  const folders = [...new Set(templatePaths.map((path) => dirname(path)))];
  return folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}${sep}`)));
};
