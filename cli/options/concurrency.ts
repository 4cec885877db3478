import { numberFromOneTo } from '../../lambda/core/input/parameter-kinds.ts';
import { MOST_APPFLOW_CONCURRENCY } from '../../lambda/core/input/settings.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';

/** DescribeFlow calls at one time in each Region to begin with: 1 to 50, else an InvalidInputError. */
export const parseConcurrency = (text: string): number => {
  const parsed = numberFromOneTo(MOST_APPFLOW_CONCURRENCY).parse(text);
  if ('value' in parsed) return parsed.value;
  throw new InvalidInputError(`--concurrency: ${quote(text)} ${parsed.problems.join('; ')}`);
};
