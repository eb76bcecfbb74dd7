export { findDrift } from './find-drift';
export { declaredRefs } from './catalog-side';
export { CONTRACT_ANNOTATIONS } from './event-contract';
export type {
  DeclaredRelation,
  DriftFinding,
  DriftMend,
  DriftReport,
  DriftResponse,
  UnjudgedDeclaration,
} from './types';
