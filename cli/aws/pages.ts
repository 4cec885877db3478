/** A page of a listing; the last one names no token. */
interface Page {
  readonly NextToken?: string | undefined;
}

/**
 * Every page of a listing, one after the other. A page may be empty and still name a token: only one without a token is the
 * last. `askFor` gets the token of the page before, nothing for the first; what it throws is thrown.
 */
export async function* pagesOf<P extends Page>(askFor: (token: string | undefined) => Promise<P>): AsyncGenerator<P> {
  let token: string | undefined;
  do {
    const page = await askFor(token);
    yield page;
    // AWS Config says that an empty token is none.
    token = page.NextToken || undefined;
  } while (token !== undefined);
}
