import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { delivery } from './config/delivery';
import { http } from './config/http';
import { service } from './config/service';

const template = Template.fromStack(buildApplication().stack);

test('EventBridge calls the host name, no faster than was chosen', () => {
  template.hasResourceProperties('AWS::Events::ApiDestination', {
    Name: service.name,
    HttpMethod: 'POST',
    InvocationEndpoint: `https://${http.domainName}/events`,
    InvocationRateLimitPerSecond: delivery.invocationRateLimitPerSecond,
  });
});

test('what cannot be delivered within a day is kept', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    Name: service.name,
    Targets: [
      Match.objectLike({
        DeadLetterConfig: { Arn: Match.anyValue() },
        RetryPolicy: {
          MaximumEventAgeInSeconds: 86_400,
          MaximumRetryAttempts: 185,
        },
      }),
    ],
  });
});

test('the credential is in Secrets Manager, and in no template', () => {
  const [connection] = Object.values(
    template.findResources('AWS::Events::Connection'),
  );
  const parameters = JSON.stringify(connection?.Properties.AuthParameters);
  expect(connection?.Properties.AuthorizationType).toBe(
    delivery.authorizationType,
  );
  expect(parameters).toContain('{{resolve:secretsmanager:');
  template.resourceCountIs(
    'AWS::SecretsManager::Secret',
    delivery.authorizationType === 'OAUTH_CLIENT_CREDENTIALS' ? 0 : 1,
  );
});

test('the worker knows what to verify, and not as plain text', () => {
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      Match.objectLike({
        Environment: Match.arrayWith([
          { Name: 'CREDENTIAL_TYPE', Value: delivery.authorizationType },
        ]),
        ...(!delivery.oauth && {
          Secrets: [Match.objectLike({ Name: 'CREDENTIAL_SECRET' })],
        }),
      }),
    ],
  });
});
