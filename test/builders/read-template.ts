import { readCloudFormation } from '../../cli/check/cloudformation/read-cloudformation.ts';
import type { PlannedFile, PlannedFlow, PlannedKey, PlannedWorld } from '../../cli/check/planned.ts';

export type Given = Readonly<Record<string, string>>;

/** A template as a file without neighbours; `files` are others that are beside it. */
export const readTemplate = (text: string, given: Given = {}, files: Given = {}): PlannedFile =>
  readCloudFormation('template.yaml', text, new Map(Object.entries(given)), (file) => files[file]);

/** The one world of a template in which nothing hangs on a condition. */
export const worldOf = (text: string, given: Given = {}, files: Given = {}): PlannedWorld => {
  const { cases } = readTemplate(text, given, files);
  const [only] = cases;
  if (only === undefined || cases.length > 1) throw new Error(`it has ${cases.length} cases`);
  return only.world;
};

export const flowOf = (text: string, given: Given = {}, files: Given = {}): PlannedFlow => {
  const [flow] = worldOf(text, given, files).flows;
  if (flow === undefined) throw new Error('it has no flow');
  return flow;
};

export const keyOf = (text: string, given: Given = {}): PlannedKey => {
  const [key] = worldOf(text, given).keys;
  if (key === undefined) throw new Error('it has no key');
  return key;
};

/** A template of a key, its alias and a flow whose KMSArn is the given piece of YAML. */
export const aFlowWithKey = (kmsArn: string, more = ''): string => `
Resources:
  Key:
    Type: AWS::KMS::Key
  Alias:
    Type: AWS::KMS::Alias
    Properties: { AliasName: alias/lake, TargetKeyId: !Ref Key }
  Orders:
    Type: AWS::AppFlow::Flow
    Properties:
      FlowName: orders
      KMSArn: ${kmsArn}
${more}`;

/** A template of a key with the given properties, each a line of YAML. */
export const aKeyWith = (...properties: readonly string[]): string => `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      Description: Flows
${properties.map((line) => `      ${line}`).join('\n')}
`;
