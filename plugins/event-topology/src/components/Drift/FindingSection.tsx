import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DriftFinding } from '@ecs-eda/plugin-event-topology-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from 'react';
import { OwnedFinding } from '../../drift/owned-findings';
import { eventTopologyTranslationRef } from '../../translation';
import { Paging, usePaging } from '../Paging';
import { FindingItem } from './FindingItem';

const useStyles = makeStyles(theme => ({
  section: {
    padding: theme.spacing(2, 3),
    marginBottom: theme.spacing(2),
    borderRadius: 8,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
  },
  title: { fontSize: 18, fontWeight: 700 },
  hint: { fontSize: 14, color: theme.palette.textSubtle },
  list: { listStyle: 'none', margin: theme.spacing(1, 0, 0), padding: 0 },
}));

/** Findings have YAML with them: more on a page would be long to scroll through. */
const FINDINGS_A_PAGE = 25;

/** All differences of one kind, a page at a time. */
export function FindingSection(props: {
  kind: DriftFinding['kind'];
  findings: OwnedFinding[];
}) {
  const { kind, findings } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const paging = usePaging(findings, FINDINGS_A_PAGE);
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Typography component="h2" className={classes.title} id={id}>
        {t(`drift.kind.${kind}`)} ({findings.length})
      </Typography>
      <Typography className={classes.hint}>
        {t(`drift.kindHint.${kind}`)}
      </Typography>
      <ul className={classes.list}>
        {paging.rows.map(owned => (
          <FindingItem key={owned.finding.id} {...owned} />
        ))}
      </ul>
      <Paging paging={paging} />
    </section>
  );
}
