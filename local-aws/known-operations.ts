import { services } from './services/index.ts';
import { InvalidWorldError } from './world-problems.ts';

/** @throws InvalidWorldError for an operation that no service here has: what is misspelt would never happen. */
export const refuseUnknownOperations = (
  field: 'faults' | 'rates',
  items: readonly { readonly operation: string }[],
): void => {
  const known = services.flatMap(({ operations }) => Object.keys(operations));
  const problems = items.flatMap(({ operation }, index) =>
    known.includes(operation)
      ? []
      : [`${field}.${index}.operation: there is no ${operation} here; use one of ${known.join(', ')}`],
  );
  if (problems.length > 0) throw new InvalidWorldError({ source: 'The world', problems });
};
