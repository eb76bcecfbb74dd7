import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Confidence,
  HEALTH_ORDER,
} from '@ecs-eda/plugin-event-topology-common';
import { useState } from 'react';
import { familyColour, KIND_FAMILIES } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthBadge } from '../HealthBadge';
import { DASHES } from './FlowLine';

const useStyles = makeStyles(theme => ({
  place: {
    position: 'absolute',
    left: theme.spacing(7.5),
    bottom: theme.spacing(1.5),
    zIndex: 5,
  },
  button: { backgroundColor: theme.palette.background.paper },
  legend: {
    padding: theme.spacing(1.5, 2),
    width: 320,
    maxHeight: 'min(70vh, 520px)',
    overflow: 'auto',
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
  },
  title: { fontSize: 15, fontWeight: 700 },
  section: {
    fontSize: 12,
    fontWeight: 700,
    color: theme.palette.textSubtle,
    margin: theme.spacing(1.25, 0, 0.5),
  },
  entry: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: 13,
    lineHeight: 1.7,
  },
  swatch: { width: 12, height: 12, borderRadius: 3, flexShrink: 0 },
  badges: { display: 'flex', flexWrap: 'wrap', gap: '4px 14px', fontSize: 13 },
}));

const CONFIDENCES: Confidence[] = ['configured', 'declared', 'inferred'];

/** What lines, colours and pictures mean. */
export function MapLegend({ compact }: { compact?: boolean }) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const [open, setOpen] = useState(false);
  const neutral = theme.palette.type === 'dark' ? '#8b949e' : '#7b8794';

  if (!open) {
    return (
      <div className={classes.place}>
        <Button
          className={classes.button}
          size="small"
          variant="outlined"
          startIcon={<InfoOutlinedIcon />}
          aria-expanded={false}
          onClick={() => setOpen(true)}
        >
          {t('map.legend')}
        </Button>
      </div>
    );
  }

  return (
    <div className={classes.place}>
      <Paper
        className={classes.legend}
        elevation={4}
        role="region"
        aria-label={t('map.legend')}
        style={compact ? { maxHeight: 320 } : undefined}
      >
        <div className={classes.head}>
          <Typography component="h2" className={classes.title}>
            {t('map.legend')}
          </Typography>
          <IconButton
            size="small"
            aria-label={t('map.hideLegend')}
            onClick={() => setOpen(false)}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </div>

        <Typography component="h3" className={classes.section}>
          {t('legend.health')}
        </Typography>
        <div className={classes.badges}>
          {HEALTH_ORDER.map(status => (
            <HealthBadge key={status} status={status} />
          ))}
        </div>

        <Typography component="h3" className={classes.section}>
          {t('legend.confidence')}
        </Typography>
        {CONFIDENCES.map(confidence => (
          <div key={confidence} className={classes.entry}>
            <Line colour={neutral} dashes={DASHES[confidence]} />
            {t(`legend.${confidence}`)}
          </div>
        ))}

        <Typography component="h3" className={classes.section}>
          {t('legend.lines')}
        </Typography>
        <div className={classes.entry}>
          <Line colour={neutral} head="filled" />
          {t('legend.events')}
        </div>
        <div className={classes.entry}>
          <Line colour={neutral} head="hollow" />
          {t('legend.pulls')}
        </div>
        <div className={classes.entry}>
          <Line colour={theme.palette.status.error} head="filled" />
          {t('legend.deadLetters')}
        </div>
        <div className={classes.entry}>
          <Line colour={neutral} dot />
          {t('legend.activity')}
        </div>

        <Typography component="h3" className={classes.section}>
          {t('legend.kinds')}
        </Typography>
        {KIND_FAMILIES.map(family => (
          <div key={family} className={classes.entry}>
            <span
              className={classes.swatch}
              style={{ backgroundColor: familyColour(theme, family) }}
            />
            {t(`legend.families.${family}`)}
          </div>
        ))}
      </Paper>
    </div>
  );
}

function Line(props: {
  colour: string;
  dashes?: string;
  head?: 'filled' | 'hollow';
  dot?: boolean;
}) {
  const { colour, dashes, head, dot } = props;
  return (
    <svg width={44} height={14} aria-hidden style={{ flexShrink: 0 }}>
      <line
        x1={2}
        x2={head ? 33 : 42}
        y1={7}
        y2={7}
        stroke={colour}
        strokeWidth={2}
        strokeDasharray={dashes}
        strokeLinecap="round"
      />
      {head && (
        <path
          d="M33,2 L42,7 L33,12 Z"
          fill={head === 'filled' ? colour : 'none'}
          stroke={colour}
          strokeWidth={1.5}
        />
      )}
      {dot && <circle cx={22} cy={7} r={4} fill={colour} />}
    </svg>
  );
}
