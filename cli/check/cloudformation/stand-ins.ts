import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from '../planned.ts';
import { literal, type PlacePart, type TextValue, textValue } from './value.ts';

/** What stands for a part of the place that nobody knows, in texts that are read all the same. */
const STAND_INS: Readonly<Record<PlacePart, string>> = {
  partition: 'aws',
  region: UNKNOWN_REGION,
  account: UNKNOWN_ACCOUNT,
  suffix: 'amazonaws.com',
};

export const withStandIns = ({ parts, line }: TextValue): TextValue =>
  textValue(
    parts.map((part) => (part.kind === 'place' ? literal(STAND_INS[part.what]) : part)),
    line,
  );
