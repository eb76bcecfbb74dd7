export { findDrift } from './find-drift';
export { CONTRACT_ANNOTATIONS } from './event-contract';
export type {
  DeclaredRelation,
  DriftFinding,
  DriftMend,
  DriftReport,
  DriftResponse,
  UnjudgedDeclaration,
} from './types';
