import {
  Archive,
  CreateArchiveRequest,
  CreateArchiveResponse,
  DeleteArchiveRequest,
  DescribeArchiveRequest,
  DescribeArchiveResponse,
  ListArchivesRequest,
  ListArchivesResponse,
  UpdateArchiveRequest,
  UpdateArchiveResponse,
} from '@aws-sdk/client-eventbridge';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Operation, RequestContext } from '../../../core';
import { archiveRuleName, putArchiveRule } from '../archive/archive-rule';
import { expireArchive } from '../archive/record-in-archive';
import { compilePattern } from '../routing/compile-pattern';
import { ArchiveState, EventBusState, eventsArn, eventsState } from '../state';
import {
  alreadyExists,
  checkName,
  notFound,
  pageByName,
  validationError,
} from './input-rules';

export const archiveOperations: Record<string, Operation> = {
  CreateArchive(input: CreateArchiveRequest, context): CreateArchiveResponse {
    const name = checkName(input.ArchiveName, 48);
    const state = eventsState(context.world, context);
    if (state.archives.has(name)) {
      throw alreadyExists(`Archive ${name} already exists.`);
    }
    const bus = busOf(context, input.EventSourceArn);
    if (input.EventPattern) {
      compilePattern(input.EventPattern);
    }
    const now = context.world.clock.now();
    const archive: ArchiveState = {
      described: {
        ArchiveName: name,
        EventSourceArn: bus.arn,
        State: 'ENABLED',
        RetentionDays: checkRetention(input.RetentionDays) ?? 0,
        SizeBytes: 0,
        EventCount: 0,
        CreationTime: new Date(now),
      },
      arn: eventsArn(context, `archive/${name}`),
      description: input.Description,
      eventPattern: input.EventPattern,
      kmsKeyIdentifier: input.KmsKeyIdentifier,
      createdAt: now,
      events: [],
    };
    state.archives.set(name, archive);
    putArchiveRule(context, bus, archive);
    return answer(archive);
  },

  UpdateArchive(input: UpdateArchiveRequest, context): UpdateArchiveResponse {
    const archive = find(context, input.ArchiveName);
    if (input.EventPattern) {
      compilePattern(input.EventPattern);
    }
    archive.description = input.Description ?? archive.description;
    archive.eventPattern = input.EventPattern ?? archive.eventPattern;
    archive.kmsKeyIdentifier =
      input.KmsKeyIdentifier ?? archive.kmsKeyIdentifier;
    archive.described.RetentionDays =
      checkRetention(input.RetentionDays) ?? archive.described.RetentionDays;
    const bus = busOf(context, archive.described.EventSourceArn);
    putArchiveRule(context, bus, archive);
    return answer(archive);
  },

  DescribeArchive(
    input: DescribeArchiveRequest,
    context,
  ): DescribeArchiveResponse {
    const archive = find(context, input.ArchiveName);
    return {
      ...current(context, archive),
      ArchiveArn: archive.arn,
      Description: archive.description,
      EventPattern: archive.eventPattern,
      KmsKeyIdentifier: archive.kmsKeyIdentifier,
    };
  },

  ListArchives(input: ListArchivesRequest, context): ListArchivesResponse {
    const filters = [
      input.NamePrefix,
      input.EventSourceArn,
      input.State,
    ].filter(Boolean);
    if (filters.length > 1) {
      throw validationError(
        'At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.',
      );
    }
    const { archives } = eventsState(context.world, context);
    const page = pageByName(
      [...archives.values()].filter(
        ({ described }) =>
          described.ArchiveName.startsWith(input.NamePrefix ?? '') &&
          (!input.EventSourceArn ||
            described.EventSourceArn === input.EventSourceArn) &&
          (!input.State || described.State === input.State),
      ),
      ({ described }) => described.ArchiveName,
      input,
    );
    return {
      Archives: page.items.map(archive => current(context, archive)),
      NextToken: page.nextToken,
    };
  },

  DeleteArchive(input: DeleteArchiveRequest, context): object {
    const { described } = find(context, input.ArchiveName);
    const state = eventsState(context.world, context);
    state.archives.delete(described.ArchiveName);
    const bus = [...state.buses.values()].find(
      one => one.arn === described.EventSourceArn,
    );
    bus?.rules.delete(archiveRuleName(described.ArchiveName));
    return {};
  },
};

/** @throws AwsError `ResourceNotFoundException` */
function find(context: RequestContext, name: string | undefined): ArchiveState {
  const archive = eventsState(context.world, context).archives.get(name ?? '');
  if (!archive) {
    throw notFound(`Archive ${name} does not exist.`);
  }
  return archive;
}

function busOf(
  context: RequestContext,
  arn: string | undefined,
): EventBusState {
  const name = parseArn(arn ?? '')?.resource.replace(/^event-bus\//, '');
  const bus = eventsState(context.world, context).buses.get(name ?? '');
  if (!bus || bus.arn !== arn) {
    throw notFound(`Event bus ${name ?? arn} does not exist.`);
  }
  return bus;
}

function checkRetention(days: number | undefined): number | undefined {
  if (days !== undefined && (!Number.isInteger(days) || days < 0)) {
    throw validationError(
      `1 validation error detected: Value '${days}' at 'retentionDays' failed to satisfy constraint: Member must have value greater than or equal to 0`,
    );
  }
  return days;
}

function answer(archive: ArchiveState): CreateArchiveResponse {
  return {
    ArchiveArn: archive.arn,
    State: archive.described.State,
    CreationTime: archive.described.CreationTime,
  };
}

function current(context: RequestContext, archive: ArchiveState): Archive {
  expireArchive(archive, context.world.clock.now());
  return { ...archive.described };
}
