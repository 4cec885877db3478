import { readFile } from 'node:fs/promises';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { fileProblem } from '../file-problem.ts';

/** The text of a file that an option names. Throws an InvalidInputError that names both. */
export const readInputFile = async (option: string, file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InvalidInputError(`${option}: ${file} cannot be read: ${fileProblem(error)}`);
  }
};
