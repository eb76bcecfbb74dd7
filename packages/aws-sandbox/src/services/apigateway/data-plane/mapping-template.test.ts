import { TemplateInput, fillTemplate } from './mapping-template';

const input: TemplateInput = {
  body: JSON.stringify({ text: 'it\'s "so"\n', items: [{ id: 1 }, { id: 2 }] }),
  pathParameters: { id: '7' },
  query: { dry: 'run' },
  headers: { 'x-key': 'k' },
  context: { requestId: 'r-1', authorizer: { claims: { sub: 'ann' } } },
  stageVariables: { bus: 'shop' },
};

const fill = (template: string) => fillTemplate(template, input).body;

it.each([
  ["$input.path('$.items[1].id')", '2'],
  ["$input.json('$.items')", '[{"id":1},{"id":2}]'],
  [
    "$input.params('id')/$input.params('dry')/$input.params('X-Key')",
    '7/run/k',
  ],
  ['$context.authorizer.claims.sub at $stageVariables.bus', 'ann at shop'],
  ['#foreach($i in $input.path("$.items"))$i.id;#end', '1;2;'],
  ['$util.base64Decode($util.base64Encode("a"))', 'a'],
])('fills in %s', (template, expected) => {
  expect(fill(template)).toBe(expected);
});

it('escapes as JavaScript does, apostrophes too, and takes patterns as Java does', () => {
  expect(fill("$util.escapeJavaScript($input.path('$.text'))")).toBe(
    String.raw`it\'s \"so\"\n`,
  );
  expect(
    fill(
      String.raw`"$util.escapeJavaScript($input.path('$.text')).replaceAll("\\'", "'")"`,
    ),
  ).toBe(JSON.stringify('it\'s "so"\n'));
});

it('sets aside what a template overrides', () => {
  const mapped = fillTemplate(
    '#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")#set($context.responseOverride.status = 503)#set($context.responseOverride.header.Retry-After = "1")',
    input,
  );
  expect(mapped).toMatchObject({
    requestHeaders: { 'X-Amz-Target': 'AWSEvents.PutEvents' },
    responseHeaders: { 'Retry-After': '1' },
    responseStatus: 503,
  });
});
