import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { fieldFacts } from '../../form/field-facts';
import { NewOrExisting } from '../../form/NewOrExisting';
import { formValuesOf, placeOf } from '../../form/place-of';
import { useSchemaDefault } from '../../form/use-schema-default';
import { clusterOptions } from '../../topology/resource-option';
import { useTopologySnapshot } from '../../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

/** An ECS cluster: one that exists, or a new one. */
export function EcsClusterPicker(props: typeof schema.TProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const topology = useTopologySnapshot();
  const value = useSchemaDefault(props);
  const place = placeOf(formValuesOf(props.formContext));
  return (
    <NewOrExisting
      facts={fieldFacts(props, { id: 'cluster', title: t('cluster.title') })}
      value={value}
      onChange={props.onChange}
      options={
        topology.snapshot ? clusterOptions(topology.snapshot, place) : []
      }
      topology={topology}
      labels={{
        new: t('cluster.new'),
        existing: t('cluster.existing'),
        choose: t('cluster.choose'),
        name: t('cluster.name'),
        nameHelp: t('cluster.nameHelp'),
      }}
      placeholder="arn:aws:ecs:…"
      frozen={props.uiSchema['ui:options']?.frozen}
    />
  );
}
