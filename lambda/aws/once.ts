/** The same promise for the same first argument: a failure is shared, too, instead of being asked for again. */
export const once = <A extends readonly unknown[], T>(
  ask: (id: string, ...others: A) => Promise<T>,
): ((id: string, ...others: A) => Promise<T>) => {
  const asked = new Map<string, Promise<T>>();
  return (id, ...others) => {
    const answer = asked.get(id) ?? ask(id, ...others);
    asked.set(id, answer);
    return answer;
  };
};
