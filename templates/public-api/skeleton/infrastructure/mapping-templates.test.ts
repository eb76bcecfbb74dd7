import { render } from 'velocityjs';
import {
  corsOfOrigins,
  putEventsRequest,
  putEventsResponse,
} from './lib/mapping-templates';

/** Text as Java has it: `replaceAll` takes a regular expression. */
class JavaText extends String {
  override replaceAll(pattern: string | RegExp, by: unknown): string {
    return super.replace(new RegExp(pattern, 'g'), String(by));
  }
}

/** What Apache Commons' `StringEscapeUtils.escapeJavaScript` does. */
function escapeJavaScript(text: unknown): JavaText {
  return new JavaText(
    String(text)
      .replace(/[\\"'/]/g, '\\$&')
      .replace(/[^ -~]/g, character => {
        const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
        const code = character.charCodeAt(0).toString(16).toUpperCase();
        return short ?? `\\u${code.padStart(4, '0')}`;
      }),
  );
}

interface Body {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

function requestOf(body: Body, sub: string) {
  const text = render(putEventsRequest('shop', 'shop.client'), {
    util: { escapeJavaScript },
    context: { authorizer: { claims: { sub } } },
    input: {
      path: (path: string) => body[path.slice(2) as keyof Body],
      json: (path: string) => JSON.stringify(body[path.slice(2) as keyof Body]),
    },
  });
  const { Entries } = JSON.parse(text);
  expect(Entries).toHaveLength(1);
  return Entries[0];
}

function responseOf(answer: object, origin: string) {
  const override: { status?: number; header: Record<string, string> } = {
    header: {},
  };
  const body = render(
    putEventsResponse(corsOfOrigins(['https://shop.example'])),
    {
      context: { responseOverride: override },
      input: {
        params: () => ({ header: { get: () => origin } }),
        path: (path: string) =>
          path
            .replace(/\[(\d)\]/, '.$1')
            .split('.')
            .slice(1)
            .reduce<unknown>(
              (value, key) => (value as Record<string, unknown>)[key],
              answer,
            ),
      },
    },
  );
  return {
    status: override.status,
    header: override.header,
    body: JSON.parse(body),
  };
}

test('a client’s data is in the event, whoever wrote whatever into it', () => {
  const data = {
    quotes: `"'\\'"`,
    lines: 'a\nb\tc\u2028',
    umlaut: 'Grüße 🎉',
    velocity: '#set($x = 1)$x ${x} $util.urlEncode("y")',
    json: '"},"user":{"sub":"somebody else"},"x":{"y":"',
    markup: '</script>',
    deep: { list: [1, null, true, { a: 'b' }] },
  };
  const entry = requestOf(
    { id: 'id-0123456789abcdef', type: `Order's "Created"`, data },
    'u-1',
  );
  expect(entry).toMatchObject({
    EventBusName: 'shop',
    Source: 'shop.client',
    DetailType: `Order's "Created"`,
  });
  expect(JSON.parse(entry.Detail)).toEqual({
    id: 'id-0123456789abcdef',
    user: { sub: 'u-1' },
    data,
  });
});

test('who the client is comes from the authorizer, never from the body', () => {
  const entry = requestOf(
    {
      id: '","user":{"sub":"admin"},"x":"',
      type: 'OrderCreated',
      data: { user: { sub: 'admin' }, sub: 'admin' },
    },
    `o'neill"\\`,
  );
  expect(JSON.parse(entry.Detail).user).toEqual({ sub: `o'neill"\\` });
});

test('an event that the bus did not take is an error', () => {
  const { status, body } = responseOf(
    { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] },
    '',
  );
  expect(status).toBe(503);
  expect(body.message).toContain('Send it again');
});

test('an event that it took has an id', () => {
  const { status, body } = responseOf(
    { FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] },
    '',
  );
  expect(status).toBeUndefined();
  expect(body).toEqual({ eventId: 'e-1' });
});

test('only pages of known origins may read the answer', () => {
  const taken = { FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] };
  const allowed = 'Access-Control-Allow-Origin';
  expect(responseOf(taken, 'https://shop.example').header).toEqual({
    [allowed]: 'https://shop.example',
  });
  expect(responseOf(taken, 'https://shop.example.evil').header).toEqual({});
});
