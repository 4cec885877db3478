/** What a cause says of itself, in one line of a log or of another error. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
