import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import {
  InvalidPropertyError,
  Properties,
  ResourceType,
  documentText,
  refuseOthers,
  requiredText,
} from '../resource-type';

const eventBus = apiType({
  service: 'events',
  create: 'CreateEventBus',
  update: { operation: 'UpdateEventBus' },
  delete: 'DeleteEventBus',
  name: { property: 'Name', maximumLength: 256 },
  replacedBy: ['Name', 'EventSourceName'],
  separate: ['Policy'],
  identify: ({ EventBusArn }, { Name }) => ({
    physicalId: Name,
    arn: EventBusArn,
    attributes: { Arn: EventBusArn, Name, Policy: '' },
  }),
  key: ({ physicalId }) => ({ Name: physicalId }),
  async afterwards({ physicalId }, { Policy }, before, context) {
    if (Policy !== undefined) {
      await context.call('events', 'PutPermission', {
        EventBusName: physicalId,
        Policy: documentText(Policy),
      });
    } else if (before?.Policy !== undefined) {
      await context.call('events', 'RemovePermission', {
        EventBusName: physicalId,
        RemoveAllPermissions: true,
      });
    }
  },
});

const busOf = (properties: Properties) =>
  String(properties.EventBusName ?? 'default');

const eventBusPolicy: ResourceType = {
  replacedBy: ['EventBusName', 'StatementId'],
  takesTags: false,

  async create(properties, context) {
    await putStatement(properties, context);
    return {
      physicalId: `${busOf(properties)}|${properties.StatementId}`,
      attributes: {},
    };
  },

  async update({ after }, context) {
    await putStatement(after, context);
  },

  async delete(_, properties, context) {
    await context.call('events', 'RemovePermission', {
      EventBusName: busOf(properties),
      StatementId: properties.StatementId,
    });
  },
};

async function putStatement(
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  refuseOthers(properties, [
    'Action',
    'Condition',
    'EventBusName',
    'Principal',
    'Statement',
    'StatementId',
  ]);
  const Sid = requiredText(properties, 'StatementId');
  const EventBusName = busOf(properties);
  if (properties.Statement === undefined) {
    await context.call(
      'events',
      'PutPermission',
      context.shape('events', 'PutPermission', { ...properties, EventBusName }),
    );
    return;
  }
  if (!isRecord(properties.Statement)) {
    throw new InvalidPropertyError('#/Statement: expected an object');
  }
  // A whole statement takes its place among those that the bus has.
  const { Policy } = await context.call('events', 'DescribeEventBus', {
    Name: EventBusName,
  });
  const others = (Policy ? [JSON.parse(Policy).Statement].flat() : []).filter(
    (statement: { Sid?: string }) => statement.Sid !== Sid,
  );
  await context.call('events', 'PutPermission', {
    EventBusName,
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [...others, { ...properties.Statement, Sid }],
    }),
  });
}

const rule: ResourceType = {
  name: { property: 'Name', maximumLength: 64 },
  replacedBy: ['Name', 'EventBusName'],
  takesTags: true,

  async create(properties, context) {
    const arn = await putRule(properties, context, true);
    const name = String(properties.Name);
    const bus = busName(busOf(properties));
    const identity = {
      physicalId: bus === 'default' ? name : `${bus}|${name}`,
      arn,
      attributes: { Arn: arn },
    };
    context.appeared(identity);
    await putTargets(properties, context);
    return identity;
  },

  async update({ before, after }, context) {
    await putRule(after, context, false);
    const wanted = targetIds(after);
    await removeTargets(
      after,
      targetIds(before).filter(id => !wanted.includes(id)),
      context,
    );
    await putTargets(after, context);
  },

  async delete(_, properties, context) {
    const { Targets } = await context.call('events', 'ListTargetsByRule', {
      Rule: properties.Name,
      EventBusName: busOf(properties),
    });
    await removeTargets(
      properties,
      Targets.map(({ Id }: { Id: string }) => Id),
      context,
    );
    await context.call('events', 'DeleteRule', {
      Name: properties.Name,
      EventBusName: busOf(properties),
    });
  },
};

/** A rule names its bus by name or ARN; its own id holds the name. */
function busName(reference: string): string {
  return reference.replace(/^arn:.*:event-bus\//, '');
}

async function putRule(
  { Targets: _, ...properties }: Properties,
  context: ResourceContext,
  isNew: boolean,
): Promise<string> {
  const { RuleArn } = await context.call('events', 'PutRule', {
    ...context.shape('events', 'PutRule', properties),
    ...(isNew && context.tagsFor('events', 'PutRule')),
  });
  return RuleArn;
}

function targetsOf({ Targets = [] }: Properties): Properties[] {
  if (!Array.isArray(Targets) || !Targets.every(isRecord)) {
    throw new InvalidPropertyError('#/Targets: expected a list of objects');
  }
  return Targets;
}

function targetIds(properties: Properties): string[] {
  return targetsOf(properties).map(({ Id }) => String(Id));
}

async function putTargets(
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const targets = targetsOf(properties).map(withApiNames);
  if (targets.length > 0) {
    await context.call(
      'events',
      'PutTargets',
      context.shape('events', 'PutTargets', {
        Rule: properties.Name,
        EventBusName: busOf(properties),
        Targets: targets,
      }),
    );
  }
}

/** The tags of a task are `TagList` in a template. */
function withApiNames(target: Properties): Properties {
  const { EcsParameters } = target;
  if (!isRecord(EcsParameters)) {
    return target;
  }
  const { TagList, ...rest } = EcsParameters;
  return {
    ...target,
    EcsParameters: { ...rest, ...(TagList !== undefined && { Tags: TagList }) },
  };
}

async function removeTargets(
  properties: Properties,
  Ids: string[],
  context: ResourceContext,
): Promise<void> {
  if (Ids.length > 0) {
    await context.call('events', 'RemoveTargets', {
      Rule: properties.Name,
      EventBusName: busOf(properties),
      Ids,
    });
  }
}

const archive = apiType({
  service: 'events',
  create: 'CreateArchive',
  update: { operation: 'UpdateArchive' },
  delete: 'DeleteArchive',
  name: { property: 'ArchiveName', maximumLength: 48 },
  replacedBy: ['ArchiveName', 'SourceArn'],
  rename: { SourceArn: 'EventSourceArn' },
  untagged: true,
  identify: ({ ArchiveArn }, { ArchiveName }) => ({
    physicalId: ArchiveName,
    attributes: { Arn: ArchiveArn },
  }),
  key: ({ physicalId }) => ({ ArchiveName: physicalId }),
});

const connection = apiType({
  service: 'events',
  create: 'CreateConnection',
  update: { operation: 'UpdateConnection' },
  delete: 'DeleteConnection',
  name: { property: 'Name', maximumLength: 64 },
  replacedBy: ['Name'],
  untagged: true,
  identify: ({ ConnectionArn }, { Name }) => ({
    physicalId: Name,
    attributes: {
      Arn: ConnectionArn,
      ArnForPolicy: ConnectionArn.replace(/\/[^/]+$/, ''),
    },
  }),
  key: ({ physicalId }) => ({ Name: physicalId }),
  async afterwards(identity, _, __, context) {
    const described = await context.call('events', 'DescribeConnection', {
      Name: identity.physicalId,
    });
    identity.attributes.SecretArn = described.SecretArn;
    if (described.ConnectionState === 'FAILED_CONNECTIVITY') {
      throw new Error(
        described.StateReason ?? `Connection ${identity.physicalId} failed`,
      );
    }
  },
});

const apiDestination = apiType({
  service: 'events',
  create: 'CreateApiDestination',
  update: { operation: 'UpdateApiDestination' },
  delete: 'DeleteApiDestination',
  name: { property: 'Name', maximumLength: 64 },
  replacedBy: ['Name'],
  untagged: true,
  identify: ({ ApiDestinationArn }, { Name }) => ({
    physicalId: Name,
    attributes: {
      Arn: ApiDestinationArn,
      ArnForPolicy: ApiDestinationArn.replace(/\/[^/]+$/, ''),
    },
  }),
  key: ({ physicalId }) => ({ Name: physicalId }),
});

export const eventsTypes: Record<string, ResourceType> = {
  'AWS::Events::ApiDestination': apiDestination,
  'AWS::Events::Archive': archive,
  'AWS::Events::Connection': connection,
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::EventBusPolicy': eventBusPolicy,
  'AWS::Events::Rule': rule,
};
