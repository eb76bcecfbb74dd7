import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import TrendingFlatIcon from '@material-ui/icons/TrendingFlat';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { eventTopologyTranslationRef } from '../../translation';
import { edgeFacts } from '../../wording/edge-facts';
import { nameOfArn } from '../../wording/name-of-arn';
import { EvidenceList } from './EvidenceList';
import { FactList } from './FactList';
import { PanelSection } from './PanelSection';
import { SubjectHeading } from './SubjectHeading';

const useStyles = makeStyles(theme => ({
  text: { fontSize: 14 },
  ends: {
    display: 'grid',
    gridTemplateColumns: 'minmax(108px, 36%) 1fr',
    gap: theme.spacing(0.75, 1.5),
    fontSize: 14,
    margin: theme.spacing(1, 0, 0),
  },
  label: { color: theme.palette.textSubtle, margin: 0 },
  value: { margin: 0 },
  link: { font: 'inherit', fontWeight: 600, textAlign: 'left' },
}));

/** @internal */
export interface EdgeDetailsProps {
  edge: TopologyEdge;
  nodeById: Map<string, TopologyNode>;
  onOpenNode: (nodeId: string) => void;
}

/** What a connection means, how sure it is and where it was read. */
export function EdgeDetails({ edge, nodeById, onOpenNode }: EdgeDetailsProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const nameOf = (id: string) => nodeById.get(id)?.name ?? nameOfArn(id);
  const from = nameOf(edge.from);
  const to = nameOf(edge.to);
  const facts = edgeFacts(t, edge);
  const end = (id: string) =>
    nodeById.has(id) ? (
      <Link
        component="button"
        type="button"
        className={classes.link}
        onClick={() => onOpenNode(id)}
      >
        {nameOf(id)}
      </Link>
    ) : (
      nameOf(id)
    );

  return (
    <>
      <SubjectHeading
        icon={<TrendingFlatIcon fontSize="inherit" aria-hidden />}
        kind={t('panel.connection')}
        name={`${from} ${t(`relation.${edge.kind}`)} ${to}`}
      />
      <Typography className={classes.text}>
        {t(`sentence.${edge.kind}`, { from, to })}
      </Typography>
      <dl className={classes.ends}>
        <dt className={classes.label}>{t('table.from')}</dt>
        <dd className={classes.value}>{end(edge.from)}</dd>
        <dt className={classes.label}>{t('table.to')}</dt>
        <dd className={classes.value}>{end(edge.to)}</dd>
      </dl>

      {facts.length > 0 && (
        <PanelSection title={t('panel.details')}>
          <FactList
            facts={facts}
            onOpenNode={onOpenNode}
            isOnMap={id => nodeById.has(id)}
          />
        </PanelSection>
      )}

      <PanelSection title={t('panel.confidence')}>
        <Typography className={classes.text}>
          <strong>{t(`confidence.${edge.confidence}`)}.</strong>{' '}
          {t(`confidence.${edge.confidence}Meaning`)}
        </Typography>
      </PanelSection>

      <PanelSection title={t('panel.evidence')}>
        <EvidenceList evidence={edge.evidence} />
      </PanelSection>
    </>
  );
}
