import { RequestContext } from '../../../core';
import { compilePattern } from '../routing/compile-pattern';
import { ArchiveState, EventBusState, ruleArn } from '../state';

/** The name of the managed rule that feeds an archive. */
export function archiveRuleName(archiveName: string): string {
  return `Events-Archive-${archiveName}`;
}

/** Puts the managed rule that feeds an archive on its bus. What a replay brings is not archived again. */
export function putArchiveRule(
  context: RequestContext,
  bus: EventBusState,
  archive: ArchiveState,
): void {
  const name = archiveRuleName(archive.described.ArchiveName);
  const eventPattern = JSON.stringify({
    ...(archive.eventPattern ? JSON.parse(archive.eventPattern) : {}),
    'replay-name': [{ exists: false }],
  });
  bus.rules.set(name, {
    name,
    arn: ruleArn(context, bus.name, name),
    busName: bus.name,
    eventPattern,
    matches: compilePattern(eventPattern),
    state: 'ENABLED',
    managedBy: 'prod.vhs.events.aws.internal',
    createdBy: context.accountId,
    archiveName: archive.described.ArchiveName,
    tags: {},
    targets: new Map([
      [
        name,
        {
          Id: name,
          Arn: `arn:aws:events:${context.region}:::`,
          InputTransformer: {
            InputPathsMap: {},
            InputTemplate: `{"archive-arn":"${archive.arn}","event":<aws.events.event.json>,"ingestion-time":<aws.events.event.ingestion-time>}`,
          },
        },
      ],
    ]),
  });
}
