import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { clients } from './config/clients';

const template = Template.fromStack(buildApplication().stack);

test('the internet reaches the load balancer on port 443 only', () => {
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Scheme: 'internet-facing',
  });
  const open = Object.values(
    template.findResources('AWS::EC2::SecurityGroup'),
  ).flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? []);
  expect(open).toEqual([
    expect.objectContaining({
      CidrIp: '0.0.0.0/0',
      FromPort: 443,
      ToPort: 443,
    }),
  ]);
});

test('who brings no credential is stopped before the service', () => {
  template.hasResourceProperties('AWS::WAFv2::WebACL', {
    Scope: 'REGIONAL',
    Rules: Match.arrayWith([
      Match.objectLike({ Name: 'without-credential', Action: { Block: {} } }),
    ]),
  });
  template.resourceCountIs('AWS::WAFv2::WebACLAssociation', clients ? 2 : 1);
});

test('clients publish only if that was chosen', () => {
  template.resourceCountIs('AWS::ApiGateway::RestApi', clients ? 1 : 0);
  template.resourceCountIs(
    'AWS::Cognito::UserPool',
    clients?.users.pool === 'new' ? 1 : 0,
  );
});

if (clients) {
  const { detailTypes, eventSource, allowedOrigins } = clients;

  test('API Gateway asks who the client is, checks what it sends, and publishes itself', () => {
    template.hasResourceProperties('AWS::ApiGateway::Method', {
      HttpMethod: 'POST',
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: Match.anyValue(),
      RequestModels: { 'application/json': Match.anyValue() },
      RequestValidatorId: Match.anyValue(),
      Integration: Match.objectLike({
        Type: 'AWS',
        PassthroughBehavior: 'NEVER',
        Uri: {
          'Fn::Join': [
            '',
            Match.arrayWith([
              Match.stringLikeRegexp(':events:action/PutEvents$'),
            ]),
          ],
        },
      }),
    });
    template.resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('clients choose among the detail types, and not the source', () => {
    template.hasResourceProperties('AWS::ApiGateway::Model', {
      Schema: Match.objectLike({
        additionalProperties: false,
        required: ['id', 'type', 'data'],
        properties: Match.objectLike({
          type: { type: 'string', enum: detailTypes },
        }),
      }),
    });
    const [method] = Object.values(
      template.findResources('AWS::ApiGateway::Method', {
        Properties: { HttpMethod: 'POST' },
      }),
    );
    expect(
      JSON.stringify(method?.Properties.Integration.RequestTemplates),
    ).toContain(JSON.stringify(JSON.stringify(eventSource)).slice(1, -1));
  });

  test('API Gateway may put events onto this bus, and do nothing else', () => {
    const policies = Object.values(template.findResources('AWS::IAM::Policy'))
      .filter(({ Properties }) =>
        JSON.stringify(Properties.Roles).includes('ClientApiRole'),
      )
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(policies).toEqual([
      expect.objectContaining({ Action: 'events:PutEvents', Effect: 'Allow' }),
    ]);
    expect(policies[0].Resource).not.toBe('*');
  });

  test('pages of known origins may call, and no others', () => {
    const preflights = template.findResources('AWS::ApiGateway::Method', {
      Properties: { HttpMethod: 'OPTIONS' },
    });
    expect(Object.keys(preflights).length > 0).toBe(allowedOrigins.length > 0);
  });
}
