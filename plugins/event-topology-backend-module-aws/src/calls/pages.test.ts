import { pages } from './pages';

async function read<P>(
  fetchPage: (token: string | undefined) => Promise<P>,
  tokenOf: (page: P) => string | undefined,
) {
  const found: P[] = [];
  let repeated = false;
  const all = pages(fetchPage, tokenOf, () => {
    repeated = true;
  });
  for await (const page of all) {
    found.push(page);
  }
  return { found, repeated };
}

describe('pages', () => {
  it('follows tokens to the last page', async () => {
    const asked: (string | undefined)[] = [];
    const answers: Record<string, { item: number; next?: string }> = {
      '': { item: 1, next: 'a' },
      a: { item: 2, next: 'b' },
      b: { item: 3, next: '' },
    };

    const { found, repeated } = await read(
      async token => {
        asked.push(token);
        return answers[token ?? ''];
      },
      page => page.next,
    );

    expect(repeated).toBe(false);
    expect(asked).toEqual([undefined, 'a', 'b']);
    expect(found.map(page => page.item)).toEqual([1, 2, 3]);
  });

  it('stops at a token that repeats, keeping what was read', async () => {
    let calls = 0;
    const { found, repeated } = await read(
      async () => {
        calls += 1;
        return { next: 'again' };
      },
      page => page.next,
    );

    expect(calls).toBe(2);
    expect(found).toHaveLength(2);
    expect(repeated).toBe(true);
  });

  it('stops at tokens that go round in a circle', async () => {
    const next: Record<string, string> = { '': 'a', a: 'b', b: 'a' };
    const { found, repeated } = await read(
      async token => next[token ?? ''],
      token => token,
    );

    expect(found).toEqual(['a', 'b', 'a']);
    expect(repeated).toBe(true);
  });

  it('passes on what a page fails with', async () => {
    await expect(
      read(
        async () => {
          throw new Error('denied');
        },
        () => undefined,
      ),
    ).rejects.toThrow('denied');
  });
});
