import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { HealthFinding } from '@ecs-eda/plugin-event-topology-common';
import { healthColour } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthBadge';
import { PanelSection } from './PanelSection';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  finding: {
    padding: theme.spacing(1.25, 1.5),
    borderRadius: 8,
    border: '1px solid',
    borderLeftWidth: 4,
    marginBottom: theme.spacing(1),
    fontSize: 14,
  },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontWeight: 700,
    fontSize: 15,
  },
  text: { fontSize: 14, marginTop: theme.spacing(0.5) },
}));

/** What is wrong with a resource, and what to do about it. */
export function Findings({ findings }: { findings: HealthFinding[] }) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  if (findings.length === 0) {
    return null;
  }
  return (
    <PanelSection title={t('panel.findings')}>
      <ul className={classes.list}>
        {findings.map(finding => (
          <li
            key={finding.id}
            className={classes.finding}
            style={{ borderColor: healthColour(theme, finding.severity) }}
          >
            <div className={classes.title}>
              <HealthIcon status={finding.severity} />
              {finding.title}
            </div>
            <Typography className={classes.text}>
              {finding.explanation}
            </Typography>
            <Typography className={classes.text}>
              <strong>{t('panel.remedy')}</strong> {finding.remedy}
            </Typography>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
