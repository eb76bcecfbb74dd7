import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  fargateSizes,
  nearestFargateSize,
} from '@ecs-eda/plugin-event-topology-common';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { describedBy, fieldFacts } from '../../form/field-facts';
import { FieldFrame } from '../../form/FieldFrame';
import { useSchemaDefault } from '../../form/use-schema-default';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

const useStyles = makeStyles(theme => ({
  pair: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
  half: { flex: '1 1 160px' },
}));

const SIZES = fargateSizes();

/** The size of a task: only pairs of CPU and memory that Fargate accepts. */
export function FargateSize(props: typeof schema.TProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const facts = fieldFacts(props, {
    id: 'fargate-size',
    title: t('size.title'),
  });
  const chosen = useSchemaDefault(props);
  const offered = SIZES.find(({ cpu }) => cpu === chosen?.cpu);
  const input = (which: string) => ({
    id: `${facts.id}_${which}`,
    select: true,
    SelectProps: { native: true },
    InputLabelProps: { shrink: true },
    inputProps: { 'aria-describedby': describedBy(facts) },
    margin: 'dense' as const,
    variant: 'outlined' as const,
    className: classes.half,
    disabled: facts.disabled,
    error: facts.failed,
  });
  return (
    <FieldFrame facts={facts}>
      <div className={classes.pair}>
        <TextField
          {...input('cpu')}
          label={t('size.cpu')}
          value={offered ? String(offered.cpu) : ''}
          onChange={({ target }) =>
            props.onChange(
              nearestFargateSize({
                cpu: Number(target.value),
                memoryMiB: chosen?.memoryMiB ?? 0,
              }),
            )
          }
        >
          {!offered && <option value="" disabled />}
          {SIZES.map(({ cpu }) => (
            <option key={cpu} value={String(cpu)}>
              {t('size.cpuOption', {
                vcpu: String(cpu / 1024),
                cpu: String(cpu),
              })}
            </option>
          ))}
        </TextField>
        <TextField
          {...input('memoryMiB')}
          label={t('size.memory')}
          value={
            chosen && offered?.memoryMiB.includes(chosen.memoryMiB)
              ? String(chosen.memoryMiB)
              : ''
          }
          onChange={({ target }) =>
            offered &&
            props.onChange({
              cpu: offered.cpu,
              memoryMiB: Number(target.value),
            })
          }
        >
          {!(chosen && offered?.memoryMiB.includes(chosen.memoryMiB)) && (
            <option value="" disabled />
          )}
          {(offered?.memoryMiB ?? []).map(memoryMiB => (
            <option key={memoryMiB} value={String(memoryMiB)}>
              {t('size.memoryOption', { gib: String(memoryMiB / 1024) })}
            </option>
          ))}
        </TextField>
      </div>
    </FieldFrame>
  );
}
