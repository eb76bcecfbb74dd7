import { isReadableKind, Reading, TopologyNode } from '../model';
import { HEALTH_CHECKS } from './checks';
import { HealthFinding, HealthStatus, NodeHealth } from './types';

/**
 * Judges a node by what is configured and by its newest figures.
 *
 * @param reading - the newest reading of this node, if there is one; one of
 * another kind is ignored
 * @public
 */
export function nodeHealth(
  node: TopologyNode,
  reading: Reading | undefined,
): NodeHealth {
  const ownReading = reading?.kind === node.kind ? reading : undefined;
  const findings = HEALTH_CHECKS.flatMap(
    check => check.examine(node, ownReading) ?? [],
  ).sort((a, b) => Number(isCritical(b)) - Number(isCritical(a)));
  return { status: statusOf(node, ownReading, findings), findings };
}

function isCritical(finding: HealthFinding): boolean {
  return finding.severity === 'critical';
}

function statusOf(
  node: TopologyNode,
  reading: Reading | undefined,
  findings: HealthFinding[],
): HealthStatus {
  if (findings.length > 0) {
    return findings[0].severity;
  }
  if (!isReadableKind(node.kind)) {
    return 'healthy';
  }
  if (!reading) {
    return 'unknown';
  }
  return isIdle(reading) ? 'idle' : 'healthy';
}

/** The target of a scaling policy is no traffic: it stays when all is quiet. */
function isIdle(reading: Reading): boolean {
  return Object.entries(reading.figures).every(
    ([name, value]) => name === 'targetBacklogPerTask' || !value,
  );
}
