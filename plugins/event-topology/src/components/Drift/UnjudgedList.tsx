import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { UnjudgedDeclaration } from '@ecs-eda/plugin-event-topology-common';
import { makeStyles } from '@material-ui/core/styles';
import { eventTopologyTranslationRef } from '../../translation';
import { Paging, usePaging } from '../Paging';

const useStyles = makeStyles(theme => ({
  root: { fontSize: 14, overflowWrap: 'anywhere' },
  summary: { cursor: 'pointer', fontWeight: 600 },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  item: { marginBottom: theme.spacing(0.75) },
}));

/** The declarations that cannot be held against AWS, and why. */
export function UnjudgedList(props: { unjudged: UnjudgedDeclaration[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const paging = usePaging(props.unjudged);
  if (props.unjudged.length === 0) {
    return null;
  }
  return (
    <details className={classes.root}>
      <summary className={classes.summary}>
        {t('drift.unjudged', { count: props.unjudged.length })}
      </summary>
      <ul className={classes.list}>
        {paging.rows.map(({ entityRef, targetRef, reason }) => (
          <li
            key={`${entityRef} ${targetRef} ${reason}`}
            className={classes.item}
          >
            <EntityRefLink entityRef={entityRef} />
            {targetRef && (
              <>
                {' → '}
                <EntityRefLink entityRef={targetRef} />
              </>
            )}
            {': '}
            {reason}
          </li>
        ))}
      </ul>
      <Paging paging={paging} />
    </details>
  );
}
