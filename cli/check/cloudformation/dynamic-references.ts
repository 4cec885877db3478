import { unknownValue } from '../planned.ts';
import { literal, type TextPart, type TextValue, textValue } from './value.ts';

/** May hold `${…}` of an `Fn::Sub`. */
const REFERENCE = /(\{\{(?:resolve|changeSet):(?:\$\{[^{}]*\}|[^{}])*\}\})/;

/**
 * A text in which what CloudFormation reads elsewhere while it deploys is unknown: `{{resolve:ssm:…}}`,
 * `{{changeSet:…}}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export const textWithReferences = (text: string, line: number): TextValue =>
  textValue(
    text.split(REFERENCE).map((piece, index): TextPart => (index % 2 === 0 ? literal(piece) : readLater(piece, line))),
    line,
  );

export const readLater = (reference: string, line: number) =>
  unknownValue(`${reference} is read while the stack is deployed`, line);
