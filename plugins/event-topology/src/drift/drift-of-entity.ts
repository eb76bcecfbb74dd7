import { DriftReport } from '@ecs-eda/plugin-event-topology-common';

/** The part of a comparison that is about an entity, or about what refers to it. */
export function driftOfEntity(
  report: DriftReport,
  entityRef: string,
): Pick<DriftReport, 'findings' | 'unjudged'> {
  const isAbout = (item: { entityRef?: string; targetRef?: string }) =>
    item.entityRef === entityRef || item.targetRef === entityRef;
  return {
    findings: report.findings.filter(isAbout),
    unjudged: report.unjudged.filter(isAbout),
  };
}
