import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlaceField } from '../../form/PlaceField';
import { formValuesOf, placeOf } from '../../form/place-of';
import { regionOptions } from '../../topology/resource-option';
import { useTopologySnapshot } from '../../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

/** One of the regions that the map reads, or another one typed. */
export function AwsRegionPicker(props: typeof schema.TProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const topology = useTopologySnapshot();
  const place = placeOf(formValuesOf(props.formContext));
  return (
    <PlaceField
      field={props}
      defaults={{ id: 'aws-region', title: t('region.title') }}
      options={
        topology.snapshot
          ? regionOptions(topology.snapshot, place.accountId)
          : []
      }
      topology={topology}
      unknown={t('region.unknown')}
    />
  );
}
