import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { EventEnvelope } from '../routing/event-envelope';
import { ArchiveState, EventRule, eventsState } from '../state';

/** What an archive of the sandbox holds at most; the oldest make room. */
const MOST_EVENTS = 100_000;
const DAY_MILLISECONDS = 86_400_000;

/** Puts an event into the archive that a managed rule feeds. */
export function recordInArchive(
  world: World,
  rule: EventRule,
  event: EventEnvelope,
): void {
  const arn = parseArn(rule.arn);
  const archive =
    arn && eventsState(world, arn).archives.get(rule.archiveName ?? '');
  if (!archive) {
    return;
  }
  const bytes = Buffer.byteLength(JSON.stringify(event), 'utf8');
  archive.events.push({ at: world.clock.now(), bytes, event });
  archive.described.SizeBytes = (archive.described.SizeBytes ?? 0) + bytes;
  if (archive.events.length > MOST_EVENTS + MOST_EVENTS / 10) {
    dropOldest(archive, archive.events.length - MOST_EVENTS);
  }
  archive.described.EventCount = archive.events.length;
}

/** Drops what an archive keeps no longer. */
export function expireArchive(archive: ArchiveState, now: number): void {
  const days = archive.described.RetentionDays ?? 0;
  if (days === 0) {
    return;
  }
  const oldest = now - days * DAY_MILLISECONDS;
  const keepFrom = archive.events.findIndex(one => one.at >= oldest);
  dropOldest(archive, keepFrom === -1 ? archive.events.length : keepFrom);
}

function dropOldest(archive: ArchiveState, count: number): void {
  for (const { bytes } of archive.events.splice(0, count)) {
    archive.described.SizeBytes = (archive.described.SizeBytes ?? 0) - bytes;
  }
  archive.described.EventCount = archive.events.length;
}
