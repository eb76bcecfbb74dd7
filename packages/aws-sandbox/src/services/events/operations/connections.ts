import { randomUUID } from 'node:crypto';
import {
  Connection,
  ConnectionAuthResponseParameters,
  ConnectionHttpParameters,
  CreateConnectionRequest,
  CreateConnectionResponse,
  DeauthorizeConnectionRequest,
  DeauthorizeConnectionResponse,
  DeleteConnectionRequest,
  DeleteConnectionResponse,
  DescribeConnectionConnectivityParameters,
  DescribeConnectionRequest,
  DescribeConnectionResponse,
  ListConnectionsRequest,
  ListConnectionsResponse,
  UpdateConnectionRequest,
  UpdateConnectionResponse,
} from '@aws-sdk/client-eventbridge';
import { Operation, RequestContext } from '../../../core';
import { authorizeConnection } from '../connection/authorize-connection';
import { ConnectionRecord, eventsArn, eventsState } from '../state';
import {
  alreadyExists,
  checkName,
  notFound,
  pageByName,
  validationError,
} from './input-rules';

export const connectionOperations: Record<string, Operation> = {
  async CreateConnection(
    input: CreateConnectionRequest,
    context,
  ): Promise<CreateConnectionResponse> {
    const name = checkName(input.Name, 64);
    const { connections } = eventsState(context.world, context);
    if (connections.has(name)) {
      throw alreadyExists(`Connection ${name} already exists.`);
    }
    const type = input.AuthorizationType;
    const auth = input.AuthParameters ?? {};
    const needed =
      (type === 'API_KEY' && auth.ApiKeyAuthParameters) ||
      (type === 'BASIC' && auth.BasicAuthParameters) ||
      (type === 'OAUTH_CLIENT_CREDENTIALS' && auth.OAuthParameters);
    if (!type || !needed) {
      throw validationError(
        `AuthParameters of connection ${name} don't fit the AuthorizationType ${type}.`,
      );
    }
    const id = randomUUID();
    const now = context.world.clock.now();
    const connection: ConnectionRecord = {
      name,
      arn: eventsArn(context, `connection/${name}/${id}`),
      description: input.Description,
      authorizationType: type,
      auth,
      state: 'AUTHORIZING',
      secretArn: `arn:aws:secretsmanager:${context.region}:${
        context.accountId
      }:secret:events!connection/${name}/${id}-${id.slice(-6)}`,
      kmsKeyIdentifier: input.KmsKeyIdentifier,
      createdAt: now,
      modifiedAt: now,
    };
    connect(connection, input, context);
    connections.set(name, connection);
    await authorizeConnection(context, connection);
    return answer(connection);
  },

  async UpdateConnection(
    input: UpdateConnectionRequest,
    context,
  ): Promise<UpdateConnectionResponse> {
    const connection = findConnection(context, input.Name);
    connection.description = input.Description ?? connection.description;
    connection.authorizationType =
      input.AuthorizationType ?? connection.authorizationType;
    if (input.AuthParameters) {
      connection.auth = mergedAuth(connection.auth, input.AuthParameters);
      connection.accessToken = undefined;
    }
    connection.kmsKeyIdentifier =
      input.KmsKeyIdentifier ?? connection.kmsKeyIdentifier;
    connect(connection, input, context);
    connection.modifiedAt = context.world.clock.now();
    await authorizeConnection(context, connection);
    return answer(connection);
  },

  DescribeConnection(
    input: DescribeConnectionRequest,
    context,
  ): DescribeConnectionResponse {
    const connection = findConnection(context, input.Name);
    return {
      ...summary(connection),
      Description: connection.description,
      InvocationConnectivityParameters: connectivity(connection),
      SecretArn: connection.secretArn,
      KmsKeyIdentifier: connection.kmsKeyIdentifier,
      AuthParameters: withoutSecrets(connection),
    };
  },

  ListConnections(
    input: ListConnectionsRequest,
    context,
  ): ListConnectionsResponse {
    const { connections } = eventsState(context.world, context);
    const page = pageByName(
      [...connections.values()].filter(
        one =>
          one.name.startsWith(input.NamePrefix ?? '') &&
          (!input.ConnectionState || one.state === input.ConnectionState),
      ),
      one => one.name,
      input,
    );
    return { Connections: page.items.map(summary), NextToken: page.nextToken };
  },

  DeauthorizeConnection(
    input: DeauthorizeConnectionRequest,
    context,
  ): DeauthorizeConnectionResponse {
    const connection = findConnection(context, input.Name);
    connection.state = 'DEAUTHORIZED';
    connection.accessToken = undefined;
    connection.modifiedAt = context.world.clock.now();
    return answer(connection);
  },

  DeleteConnection(
    input: DeleteConnectionRequest,
    context,
  ): DeleteConnectionResponse {
    const connection = findConnection(context, input.Name);
    connection.state = 'DELETING';
    eventsState(context.world, context).connections.delete(connection.name);
    return answer(connection);
  },
};

/** @throws AwsError `ResourceNotFoundException` */
function findConnection(
  context: RequestContext,
  name: string | undefined,
): ConnectionRecord {
  const connection = eventsState(context.world, context).connections.get(
    name ?? '',
  );
  if (!connection) {
    throw notFound(
      `Failed to describe the connection(s). Connection '${name}' does not exist.`,
    );
  }
  return connection;
}

/** Joins a private connection to its resource configuration. */
function connect(
  connection: ConnectionRecord,
  input: CreateConnectionRequest | UpdateConnectionRequest,
  context: RequestContext,
): void {
  const arn =
    input.InvocationConnectivityParameters?.ResourceParameters
      ?.ResourceConfigurationArn;
  if (arn) {
    connection.resourceConfigurationArn = arn;
    connection.resourceAssociationArn = `arn:aws:vpc-lattice:${
      context.region
    }:${context.accountId}:servicenetworkresourceassociation/snra-${randomUUID()
      .replace(/-/g, '')
      .slice(0, 17)}`;
  }
}

function mergedAuth(
  before: ConnectionRecord['auth'],
  update: NonNullable<UpdateConnectionRequest['AuthParameters']>,
): ConnectionRecord['auth'] {
  const { ApiKeyAuthParameters: key, BasicAuthParameters: basic } = update;
  const oauth = update.OAuthParameters;
  return {
    ...before,
    InvocationHttpParameters:
      update.InvocationHttpParameters ?? before.InvocationHttpParameters,
    ApiKeyAuthParameters: key
      ? {
          ApiKeyName: key.ApiKeyName ?? before.ApiKeyAuthParameters?.ApiKeyName,
          ApiKeyValue:
            key.ApiKeyValue ?? before.ApiKeyAuthParameters?.ApiKeyValue,
        }
      : before.ApiKeyAuthParameters,
    BasicAuthParameters: basic
      ? {
          Username: basic.Username ?? before.BasicAuthParameters?.Username,
          Password: basic.Password ?? before.BasicAuthParameters?.Password,
        }
      : before.BasicAuthParameters,
    OAuthParameters: oauth
      ? {
          ClientParameters: {
            ClientID:
              oauth.ClientParameters?.ClientID ??
              before.OAuthParameters?.ClientParameters?.ClientID,
            ClientSecret:
              oauth.ClientParameters?.ClientSecret ??
              before.OAuthParameters?.ClientParameters?.ClientSecret,
          },
          AuthorizationEndpoint:
            oauth.AuthorizationEndpoint ??
            before.OAuthParameters?.AuthorizationEndpoint,
          HttpMethod: oauth.HttpMethod ?? before.OAuthParameters?.HttpMethod,
          OAuthHttpParameters:
            oauth.OAuthHttpParameters ??
            before.OAuthParameters?.OAuthHttpParameters,
        }
      : before.OAuthParameters,
  };
}

function answer(connection: ConnectionRecord): CreateConnectionResponse & {
  LastAuthorizedTime?: Date;
} {
  return {
    ConnectionArn: connection.arn,
    ConnectionState: connection.state,
    CreationTime: new Date(connection.createdAt),
    LastModifiedTime: new Date(connection.modifiedAt),
    LastAuthorizedTime: authorizedTime(connection),
  };
}

function summary(connection: ConnectionRecord): Connection {
  return {
    ...answer(connection),
    Name: connection.name,
    StateReason: connection.stateReason,
    AuthorizationType: connection.authorizationType,
  };
}

function authorizedTime(connection: ConnectionRecord): Date | undefined {
  return connection.authorizedAt === undefined
    ? undefined
    : new Date(connection.authorizedAt);
}

function connectivity(
  connection: ConnectionRecord,
): DescribeConnectionConnectivityParameters | undefined {
  return connection.resourceConfigurationArn
    ? {
        ResourceParameters: {
          ResourceConfigurationArn: connection.resourceConfigurationArn,
          ResourceAssociationArn: connection.resourceAssociationArn,
        },
      }
    : undefined;
}

/** The parameters of a connection as they may be shown: names, never secrets. */
function withoutSecrets(
  connection: ConnectionRecord,
): ConnectionAuthResponseParameters {
  const { auth } = connection;
  return {
    ApiKeyAuthParameters: auth.ApiKeyAuthParameters && {
      ApiKeyName: auth.ApiKeyAuthParameters.ApiKeyName,
    },
    BasicAuthParameters: auth.BasicAuthParameters && {
      Username: auth.BasicAuthParameters.Username,
    },
    OAuthParameters: auth.OAuthParameters && {
      ClientParameters: {
        ClientID: auth.OAuthParameters.ClientParameters?.ClientID,
      },
      AuthorizationEndpoint: auth.OAuthParameters.AuthorizationEndpoint,
      HttpMethod: auth.OAuthParameters.HttpMethod,
      OAuthHttpParameters: openParameters(
        auth.OAuthParameters.OAuthHttpParameters,
      ),
    },
    InvocationHttpParameters: openParameters(auth.InvocationHttpParameters),
  };
}

function openParameters(
  parameters: ConnectionHttpParameters | undefined,
): ConnectionHttpParameters | undefined {
  const open = <P extends { IsValueSecret?: boolean; Value?: string }>(
    list: P[] | undefined,
  ) =>
    list?.map(one => (one.IsValueSecret ? { ...one, Value: undefined } : one));
  return (
    parameters && {
      HeaderParameters: open(parameters.HeaderParameters),
      QueryStringParameters: open(parameters.QueryStringParameters),
      BodyParameters: open(parameters.BodyParameters),
    }
  );
}
