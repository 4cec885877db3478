import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';

/** The items of an option that is written with commas; an InvalidInputError where one is empty or there twice. */
export const listed = (option: string, text: string): readonly string[] => {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new InvalidInputError(`${option}: ${quote(text)} has an empty item; write A,B`);
  const repeated = items.find((item, index) => items.indexOf(item) !== index);
  if (repeated !== undefined) throw new InvalidInputError(`${option}: ${quote(repeated)} is there twice; name it once`);
  return items;
};
