import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  AwsIntegration,
  CognitoUserPoolsAuthorizer,
  EndpointType,
  JsonSchemaType,
  JsonSchemaVersion,
  LogGroupLogDestination,
  MethodLoggingLevel,
  PassthroughBehavior,
  RequestValidator,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { IUserPool, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ClientsConfig } from '../config/clients';
import { acceptFinding } from './accept-finding';
import { ALARM_PERIOD } from './alarms';
import {
  corsOfOrigins,
  putEventsRequest,
  putEventsResponse,
  refusedResponse,
} from './mapping-templates';
import type { ServiceStack } from './service-stack';
import { addWebAcl, guardClients } from './web-acl';

const CORS_HEADER = 'method.response.header.Access-Control-Allow-Origin';

/**
 * Lets signed-in clients publish events: API Gateway checks who they are and
 * what they send, and puts the event onto the bus itself.
 */
export function addClientIngestion(
  stack: ServiceStack,
  bus: IEventBus,
  clients: ClientsConfig,
): void {
  const { name, logRetentionDays } = stack.service;
  checkOrigins(clients);
  const api = new RestApi(stack, 'ClientApi', {
    restApiName: name,
    description: `Events from clients for ${bus.eventBusName}`,
    endpointTypes: [EndpointType.REGIONAL],
    cloudWatchRole: true,
    deployOptions: {
      stageName: 'v1',
      loggingLevel: MethodLoggingLevel.ERROR,
      // Bodies hold what people typed.
      dataTraceEnabled: false,
      metricsEnabled: true,
      throttlingRateLimit: 200,
      throttlingBurstLimit: 400,
      accessLogDestination: new LogGroupLogDestination(
        new LogGroup(stack, 'ClientApiAccess', {
          logGroupName: `/apigateway/${name}`,
          retention: logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
      accessLogFormat: AccessLogFormat.jsonWithStandardFields({
        caller: false,
        httpMethod: true,
        ip: true,
        protocol: true,
        requestTime: true,
        resourcePath: true,
        responseLength: true,
        status: true,
        user: false,
      }),
    },
    defaultCorsPreflightOptions:
      clients.allowedOrigins.length > 0
        ? {
            allowOrigins: clients.allowedOrigins,
            allowMethods: ['POST'],
            allowHeaders: ['Authorization', 'Content-Type'],
            maxAge: Duration.hours(1),
          }
        : undefined,
  });
  acceptFinding(
    api,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    "API Gateway's own policy for the account's role that it writes logs with.",
  );
  addEventsMethod(stack, api, bus, clients);
  answerBrowsers(api, clients);
  addWebAcl(stack, {
    id: 'ClientApiFirewall',
    resourceArn: api.deploymentStage.stageArn,
    rules: guardClients(),
  });
  addErrorsAlarm(stack, api);
}

/** They are written into mapping templates, which know no escapes. */
function checkOrigins({ allowedOrigins }: ClientsConfig) {
  for (const origin of allowedOrigins) {
    if (!/^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)) {
      throw new Error(
        `config/clients.ts: the origin "${origin}" must be like https://www.shop.example, without a path.`,
      );
    }
  }
}

function addEventsMethod(
  stack: ServiceStack,
  api: RestApi,
  bus: IEventBus,
  clients: ClientsConfig,
) {
  const role = new Role(stack, 'ClientApiRole', {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    description: `Puts events of clients onto ${bus.eventBusName}`,
  });
  bus.grantPutEventsTo(role);
  const cors = corsOfOrigins(clients.allowedOrigins);
  const answers = (template: string) => ({ 'application/json': template });
  api.root.addResource('events').addMethod(
    'POST',
    new AwsIntegration({
      service: 'events',
      action: 'PutEvents',
      integrationHttpMethod: 'POST',
      options: {
        credentialsRole: role,
        // Only JSON has a mapping; anything else is refused.
        passthroughBehavior: PassthroughBehavior.NEVER,
        requestParameters: {
          'integration.request.header.Content-Type':
            "'application/x-amz-json-1.1'",
          'integration.request.header.X-Amz-Target': "'AWSEvents.PutEvents'",
        },
        requestTemplates: answers(
          putEventsRequest(bus.eventBusName, clients.eventSource),
        ),
        integrationResponses: [
          {
            statusCode: '202',
            responseTemplates: answers(putEventsResponse(cors)),
          },
          {
            // Throttled, forbidden or broken: none of it is the client's to mend.
            selectionPattern: '[45]\\d{2}',
            statusCode: '503',
            responseTemplates: answers(refusedResponse(cors)),
          },
        ],
      },
    }),
    {
      authorizationType: AuthorizationType.COGNITO,
      authorizer: new CognitoUserPoolsAuthorizer(stack, 'Clients', {
        cognitoUserPools: [addUsers(stack, clients)],
      }),
      requestModels: { 'application/json': addModel(api, clients) },
      requestValidator: new RequestValidator(stack, 'ClientEventValidator', {
        restApi: api,
        validateRequestBody: true,
        validateRequestParameters: true,
      }),
      methodResponses: ['202', '503'].map(statusCode => ({
        statusCode,
        responseParameters: { [CORS_HEADER]: false },
      })),
    },
  );
}

/** What clients may send. Whatever identity they write into it, the authorizer's is what counts. */
function addModel(api: RestApi, { detailTypes }: ClientsConfig) {
  return api.addModel('ClientEvent', {
    contentType: 'application/json',
    schema: {
      schema: JsonSchemaVersion.DRAFT4,
      type: JsonSchemaType.OBJECT,
      required: ['id', 'type', 'data'],
      additionalProperties: false,
      properties: {
        id: {
          type: JsonSchemaType.STRING,
          pattern: '^[A-Za-z0-9-]{16,64}$',
          description: 'Made by the client, and the same when it sends again',
        },
        type: { type: JsonSchemaType.STRING, enum: detailTypes },
        data: { type: JsonSchemaType.OBJECT },
      },
    },
  });
}

function addUsers(stack: ServiceStack, { users }: ClientsConfig): IUserPool {
  if (users.pool === 'existing') {
    if (!users.poolArn) {
      throw new Error(
        "config/clients.ts: users.pool is 'existing', so users.poolArn must name the user pool.",
      );
    }
    return UserPool.fromUserPoolArn(stack, 'Users', users.poolArn);
  }
  const pool = new UserPool(stack, 'Users', {
    userPoolName: stack.service.name,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireDigits: true,
      requireLowercase: true,
      requireSymbols: true,
      requireUppercase: true,
    },
    // People would have to register again.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acceptFinding(
    pool,
    'AwsSolutions-COG2',
    'A second factor is each customer’s own choice.',
  );
  for (const rule of ['AwsSolutions-COG3', 'AwsSolutions-COG8']) {
    acceptFinding(
      pool,
      rule,
      'Threat protection is of the Plus plan, which is paid by the user: switch it on with featurePlan.',
    );
  }
  const client = pool.addClient('Client', {
    // Browsers and devices keep no secret.
    generateSecret: false,
    authFlows: { userSrp: true },
    preventUserExistenceErrors: true,
  });
  new CfnOutput(stack, 'UserPoolId', { value: pool.userPoolId });
  new CfnOutput(stack, 'UserPoolClientId', { value: client.userPoolClientId });
  return pool;
}

/** What API Gateway refuses itself must be readable by the page, too. It tells nothing. */
function answerBrowsers(api: RestApi, { allowedOrigins }: ClientsConfig) {
  if (allowedOrigins.length === 0) {
    return;
  }
  for (const type of [ResponseType.DEFAULT_4XX, ResponseType.DEFAULT_5XX]) {
    api.addGatewayResponse(`Cors${type.responseType}`, {
      type,
      responseHeaders: {
        'Access-Control-Allow-Origin': 'method.request.header.origin',
      },
    });
  }
}

function addErrorsAlarm(stack: ServiceStack, api: RestApi) {
  stack.alarms.add({
    name: 'client-events',
    says: 'Events of clients are not accepted.',
    runbook: 'client-events-not-accepted',
    metric: api.metricServerError({ period: ALARM_PERIOD, statistic: 'Sum' }),
    threshold: 0,
    // Clients send again; it is worth a call only when that doesn't help.
    evaluationPeriods: 3,
  });
}
