import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlaceField } from '../../form/PlaceField';

import { accountOptions } from '../../topology/resource-option';
import { useTopologySnapshot } from '../../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

/** One of the AWS accounts that the map reads, or another one typed. */
export function AwsAccountPicker(props: typeof schema.TProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const topology = useTopologySnapshot();

  return (
    <PlaceField
      field={props}
      defaults={{ id: 'aws-account', title: t('account.title') }}
      options={topology.snapshot ? accountOptions(topology.snapshot) : []}
      topology={topology}
      unknown={t('account.unknown')}
    />
  );
}
