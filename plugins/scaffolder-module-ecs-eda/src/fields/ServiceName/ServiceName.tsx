import { useApiHolder } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { serviceNameLimit } from '@ecs-eda/plugin-event-topology-common';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import {
  descriptionIdOf,
  describedBy,
  fieldFacts,
} from '../../form/field-facts';
import { formValuesOf } from '../../form/place-of';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { checkRules, findHolder } from './check-name';
import { schema } from './schema';

/** Long enough not to ask for every letter. */
const PAUSE_MILLISECONDS = 400;

/** The name of a new service, held to the rules while it is typed. */
export function ServiceName(props: typeof schema.TProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const apiHolder = useApiHolder();
  const facts = fieldFacts(props, {
    id: 'service-name',
    title: t('serviceName.title'),
  });
  const name = props.formData ?? '';
  const goldenPath = props.uiSchema['ui:options']?.goldenPath;
  const broken = checkRules(name, goldenPath);
  const values = formValuesOf(props.formContext);
  const [asked, setAsked] = useState<{ name: string; holder?: string }>();

  useDebounce(
    async () => {
      if (name && !broken) {
        const holder = await findHolder(
          apiHolder,
          { ...values, name },
          goldenPath,
        );
        setAsked({ name, holder });
      }
    },
    PAUSE_MILLISECONDS,
    [name, broken, goldenPath, values.accountId, values.region, apiHolder],
  );

  const holder = asked?.name === name ? asked.holder : undefined;
  const problem = broken ?? holder;
  const { maxLength } = serviceNameLimit(goldenPath);
  return (
    <>
      <TextField
        id={facts.id}
        label={facts.title}
        value={name}
        onChange={({ target }) => props.onChange(target.value || undefined)}
        margin="dense"
        variant="outlined"
        fullWidth
        required={facts.required}
        disabled={facts.disabled}
        error={facts.failed || Boolean(problem)}
        inputProps={{
          autoFocus: props.uiSchema['ui:autofocus'],
          autoCapitalize: 'none',
          spellCheck: false,
          'aria-describedby': describedBy({
            ...facts,
            description: facts.description ?? ' ',
          }),
        }}
      />
      <FormHelperText
        id={descriptionIdOf(facts.id)}
        error={Boolean(problem)}
        role="status"
      >
        {problem ??
          [
            facts.description,
            t('serviceName.length', {
              length: String(name.length),
              maxLength: String(maxLength),
            }),
          ]
            .filter(Boolean)
            .join(' · ')}
      </FormHelperText>
    </>
  );
}
