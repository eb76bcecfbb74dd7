export { ENTITY_RELATIONS } from './entity-relations';
export type { EntityRelation } from './entity-relations';
export {
  GENERATED_ANNOTATIONS,
  GENERATED_LOCATION_TYPE,
  isGeneratedEntity,
  OWNER_FROM_DEFAULT,
} from './generated-entity';
export { resourceTypeOf } from './resource-types';
export type { ResourceType } from './resource-types';
