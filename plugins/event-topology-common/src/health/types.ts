/**
 * How a node is doing:
 *
 * - `critical`: something is lost or stands still;
 * - `warning`: something needs a look;
 * - `healthy`: nothing is wrong, and there is traffic or nothing to measure;
 * - `idle`: nothing is wrong, and all figures are zero;
 * - `unknown`: the kind has figures, but none are there.
 *
 * @public
 */
export type HealthStatus =
  | 'critical'
  | 'warning'
  | 'healthy'
  | 'idle'
  | 'unknown';

/** One thing that is wrong with a node. @public */
export interface HealthFinding {
  /** Which check found it, in kebab-case; stable, so that it can be linked to. */
  id: string;
  severity: 'critical' | 'warning';
  title: string;
  /** What is so, in plain words, with the figures. */
  explanation: string;
  /** What to do about it. */
  remedy: string;
}

/** @public */
export interface NodeHealth {
  status: HealthStatus;
  /** Critical ones first. */
  findings: HealthFinding[];
}
