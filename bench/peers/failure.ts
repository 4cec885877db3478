/** What a Python program that failed says of it: its first exception, which the others follow from, or its last line. */
export const failureIn = (errors: string): string => {
  const lines = errors.trim().split('\n');
  return lines.find((line) => /^[\w.]+(Error|Exception): /.test(line)) ?? lines.at(-1) ?? '';
};
