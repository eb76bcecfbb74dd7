import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  TOPOLOGY_ANNOTATIONS,
  TOPOLOGY_TAGS,
} from '@ecs-eda/plugin-event-topology-common';
import { EntityName } from '../../api';
import { eventTopologyTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  title: { fontSize: 20, fontWeight: 700 },
  text: { fontSize: 15, margin: theme.spacing(1, 0) },
  code: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: 13,
    lineHeight: 1.5,
    margin: theme.spacing(0.5, 0, 1.5),
    padding: theme.spacing(1, 1.5),
    borderRadius: 8,
    overflow: 'auto',
    backgroundColor:
      theme.palette.code?.background ?? theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
  },
}));

/** Explains how an entity is tied to its AWS resources. */
export function HowToLink({ entity }: { entity: EntityName }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const ways = [
    {
      text: t('entity.linkByArn'),
      code: annotation(
        TOPOLOGY_ANNOTATIONS.arn,
        'arn:aws:sqs:eu-central-1:123456789012:loyalty-orders',
      ),
    },
    {
      text: t('entity.linkByService'),
      code: annotation(
        TOPOLOGY_ANNOTATIONS.ecsServiceArn,
        'arn:aws:ecs:eu-central-1:123456789012:service/shop/loyalty',
      ),
    },
    {
      text: t('entity.linkByTags'),
      code: annotation(
        TOPOLOGY_ANNOTATIONS.ecsServiceTags,
        'component=loyalty,environment=prod',
      ),
    },
    {
      text: t('entity.linkByTag'),
      code: `${TOPOLOGY_TAGS.component} = ${stringifyEntityRef(entity)}`,
    },
  ];
  return (
    <section>
      <Typography component="h2" className={classes.title}>
        {t('entity.notLinked')}
      </Typography>
      <Typography className={classes.text}>
        {t('entity.notLinkedHint')}
      </Typography>
      {ways.map(way => (
        <div key={way.text}>
          <Typography className={classes.text}>{way.text}</Typography>
          <pre className={classes.code}>{way.code}</pre>
        </div>
      ))}
    </section>
  );
}

function annotation(name: string, value: string): string {
  return `metadata:\n  annotations:\n    ${name}: ${value}`;
}
