import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { fileProblem } from '../file-problem.ts';
import type { PlannedFile } from './planned.ts';

/** Values of a template's parameters and pseudo parameters, by name. */
export type TemplateParameters = ReadonlyMap<string, string>;

/**
 * Finds out what a file or folder is, and reads it: the plan of Terraform or OpenTofu, a template of CloudFormation or SAM, or a
 * synthesized assembly of the CDK. It is told by its path relative to the working directory.
 * @throws InvalidInputError that names it, where it is none of these
 */
export const readPlannedFiles = async (
  named: string,
  parameters: TemplateParameters,
): Promise<readonly PlannedFile[]> => {
  const file = shownPath(named);
  const content = await contentOf(file);
  if (content === 'folder') return readFolder(file, parameters);
  const text = textOf(file, content);
  if (isPlan(text)) return [(await import('./terraform/read-plan.ts')).readPlan(file, text)];
  if (file.endsWith('.tf')) {
    throw new InvalidInputError(
      `${file} is code of Terraform; check its plan: terraform plan -out PLAN, then terraform show -json PLAN > plan.json`,
    );
  }
  return [(await import('./cloudformation/read-cloudformation.ts')).readCloudFormation(file, text, parameters)];
};

/** With slashes on every system, as code scanning knows files. */
const shownPath = (named: string): string => {
  const relative = path.relative('', named) || '.';
  return path.sep === '/' ? relative : relative.replaceAll(path.sep, '/');
};

const contentOf = async (file: string): Promise<Buffer | 'folder'> => {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return 'folder';
    return await readFile(file);
  } catch (error) {
    throw new InvalidInputError(`${file} cannot be read: ${fileProblem(error)}`);
  }
};

const readFolder = async (folder: string, parameters: TemplateParameters): Promise<readonly PlannedFile[]> => {
  const manifest = await stat(path.join(folder, 'manifest.json')).catch(() => undefined);
  if (manifest === undefined) {
    throw new InvalidInputError(
      `${folder} is a folder without a manifest.json: name a template, a plan, or the folder that cdk synth makes, such as cdk.out`,
    );
  }
  return (await import('./cloudformation/read-assembly.ts')).readAssembly(folder, parameters);
};

const textOf = (file: string, content: Buffer): string => {
  const text = decoded(content);
  if (text === undefined) {
    throw new InvalidInputError(`${file} is not UTF-8 text; some shells write UTF-16 when output is sent to a file`);
  }
  if (text.trim() === '') throw new InvalidInputError(`${file} is empty: name a template, or a plan as JSON`);
  return text;
};

/** A plan file begins as every zip does; whoever reads plans tells what to do with it. */
const ZIP = Buffer.from('PK\u0003\u0004');

const decoded = (content: Buffer): string | undefined => {
  if (content.subarray(0, ZIP.length).equals(ZIP)) return content.toString('latin1', 0, ZIP.length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
};

/** Also what its tools print or keep besides plans: the reader of plans tells these apart. */
const isPlan = (text: string): boolean => {
  if (text.startsWith('PK') || /^\s*\{[^\n]*"@level"/.test(text)) return true;
  if (!/^\s*\{/.test(text) || !text.includes('"format_version"')) return false;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && 'format_version' in json;
  } catch {
    return false;
  }
};
