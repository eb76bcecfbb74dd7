/**
 * Reads page after page. The next page is asked for when the caller comes back
 * for it, so work that the caller starts for one page runs beside the next.
 *
 * Some AWS-compatible servers give the same token for ever: a token that was
 * seen before ends the paging, after its page was handed out.
 *
 * @param fetchPage - one call
 * @param tokenOf - the token of the next page; nothing or '' on the last
 * @param onRepeatedToken - told when paging ended that way: what is missing is not known
 */
export async function* pages<P>(
  fetchPage: (token: string | undefined) => Promise<P>,
  tokenOf: (page: P) => string | undefined,
  onRepeatedToken: () => void,
): AsyncGenerator<P, void, void> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await fetchPage(token);
    yield page;
    token = tokenOf(page) || undefined;
    if (token !== undefined && seen.has(token)) {
      onRepeatedToken();
      return;
    }
    if (token !== undefined) {
      seen.add(token);
    }
  } while (token !== undefined);
}
