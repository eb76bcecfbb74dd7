import { NormalizedSchema } from '@smithy/core/schema';
import { UriTemplates } from './uri-template';

const unit = NormalizedSchema.of('unit');

function match(templates: string[], method: string, url: string) {
  const [path, query = ''] = url.split('?');
  const found = new UriTemplates(
    templates.map(template => {
      const [templateMethod, uri] = template.split(' ');
      return {
        name: template,
        input: unit,
        output: unit,
        http: { method: templateMethod, uri, status: 200 },
      };
    }),
  ).match({ method, path, query: new URLSearchParams(query) });
  return found && [found.operation.name, found.labels];
}

it('prefers literal segments to labels', () => {
  const templates = ['GET /functions/{name}', 'GET /functions/settings'];
  expect(match(templates, 'GET', '/functions/settings')).toEqual([
    'GET /functions/settings',
    {},
  ]);
  expect(match(templates, 'GET', '/functions/thumbnail/')).toEqual([
    'GET /functions/{name}',
    { name: 'thumbnail' },
  ]);
});

it('asks for the fixed parts of a query', () => {
  const templates = ['GET /layers', 'GET /layers?find=LayerVersion'];
  expect(match(templates, 'GET', '/layers?find=LayerVersion&a=1')?.[0]).toBe(
    'GET /layers?find=LayerVersion',
  );
  expect(match(templates, 'GET', '/layers?find=Other')?.[0]).toBe(
    'GET /layers',
  );
});

it('keeps encoded slashes within a label, and takes real ones in greedy labels only', () => {
  expect(match(['GET /tags/{arn}'], 'GET', '/tags/arn%3Aa%2Fb')?.[1]).toEqual({
    arn: 'arn:a/b',
  });
  expect(match(['GET /tags/{arn}'], 'GET', '/tags/a/b')).toBeUndefined();
  expect(match(['GET /tags/{arn+}'], 'GET', '/tags/a/b')?.[1]).toEqual({
    arn: 'a/b',
  });
});

it('tells methods apart', () => {
  expect(match(['GET /a', 'PUT /a'], 'PUT', '/a')?.[0]).toBe('PUT /a');
  expect(match(['GET /a'], 'DELETE', '/a')).toBeUndefined();
});

it('refuses a label that cannot be decoded', () => {
  expect(() => match(['GET /tags/{arn}'], 'GET', '/tags/%zz')).toThrow(
    "The part '%zz' of the path is not percent-encoded",
  );
});
