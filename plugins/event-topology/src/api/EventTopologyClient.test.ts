import { EventTopologyClient } from './EventTopologyClient';

interface Asked {
  url: string;
  method: string;
  ifNoneMatch: string | null;
  body?: unknown;
}

/** A backend in a function: answers as it is told, and keeps what it was asked. */
function backend(answer: (asked: Asked) => Response) {
  const asked: Asked[] = [];
  const client = new EventTopologyClient({
    fetchApi: {
      fetch: async (input, init) => {
        const request: Asked = {
          url: String(input),
          method: init?.method ?? 'GET',
          ifNoneMatch: new Headers(init?.headers).get('If-None-Match'),
          body: init?.body ? JSON.parse(String(init.body)) : undefined,
        };
        asked.push(request);
        return answer(request);
      },
    },
  });
  return { client, asked };
}

const status = {
  refreshing: false,
  staleAfterSeconds: 60,
  unconfigured: false,
};

describe('EventTopologyClient', () => {
  it('asks conditionally, and gives the same object until something changes', async () => {
    let version = 'one';
    const { client, asked } = backend(({ ifNoneMatch }) =>
      ifNoneMatch === `W/"${version}"`
        ? new Response(null, { status: 304 })
        : Response.json(
            { status, snapshot: { version } },
            { headers: { ETag: `W/"${version}"` } },
          ),
    );

    const first = await client.getTopology();
    const second = await client.getTopology();
    version = 'two';
    const third = await client.getTopology();

    expect(second).toBe(first);
    expect(third.snapshot?.version).toBe('two');
    expect(asked.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual([
      null,
      'W/"one"',
      'W/"one"',
    ]);
    expect(asked[0].url).toBe('plugin://event-topology/v1/topology');
  });

  it('shares one call among those who ask at the same time', async () => {
    const { client, asked } = backend(() => Response.json(status));
    await Promise.all([client.getStatus(), client.getStatus()]);
    expect(asked).toHaveLength(1);
    await client.getStatus();
    expect(asked).toHaveLength(2);
  });

  it('asks for the differences of all, or of one entity', async () => {
    const { client, asked } = backend(() => Response.json({ findings: [] }));
    await client.getDrift();
    await client.getDrift({ entityRef: 'component:default/loyalty' });
    expect(asked.map(({ url }) => url)).toEqual([
      'plugin://event-topology/v1/drift',
      'plugin://event-topology/v1/drift?entityRef=component%3Adefault%2Floyalty',
    ]);
  });

  it('asks again after a failure', async () => {
    let fails = true;
    const { client } = backend(() =>
      fails ? new Response('{}', { status: 500 }) : Response.json(status),
    );
    await expect(client.getStatus()).rejects.toThrow(/500/);
    fails = false;
    await expect(client.getStatus()).resolves.toEqual(status);
  });

  it('names what the backend refused', async () => {
    const { client } = backend(() =>
      Response.json(
        { error: { name: 'NotAllowedError', message: 'Unauthorized' } },
        { status: 403 },
      ),
    );
    await expect(client.getReadings()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
    });
  });

  it('encodes ids, and writes entity names in lower case', async () => {
    const { client, asked } = backend(() => Response.json({}));
    await client.getReadingHistory('arn:aws:sqs:eu:1:a&b');
    await client.getEntityTopology({
      kind: 'Component',
      namespace: 'default',
      name: 'Loyalty',
    });
    expect(asked.map(({ url }) => url)).toEqual([
      'plugin://event-topology/v1/readings/history?nodeId=arn%3Aaws%3Asqs%3Aeu%3A1%3Aa%26b',
      'plugin://event-topology/v1/entities/component/default/loyalty/topology',
    ]);
  });

  it('posts what is to be watched, and the wish for a refresh', async () => {
    const { client, asked } = backend(() => Response.json({}));
    await client.watch(['a', 'b']);
    await client.refresh();
    expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', 'plugin://event-topology/v1/watch', { nodeIds: ['a', 'b'] }],
      ['POST', 'plugin://event-topology/v1/refresh', {}],
    ]);
  });
});
