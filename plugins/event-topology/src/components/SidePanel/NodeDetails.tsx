import Button from '@material-ui/core/Button';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import OpenInNewIcon from '@material-ui/icons/OpenInNew';
import { LinkButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isNodeOfKind,
  isReadableKind,
  ScopeReport,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { useState } from 'react';
import { topicsOfCluster } from '../../graph/topics-of-cluster';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNodeHealth } from '../../live/use-node-health';
import { useNow } from '../../live/use-now';
import { familyColour, familyOf } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { Fact } from '../../wording/Fact';
import { nodeFacts } from '../../wording/facts';
import { formatAge } from '../../wording/format-duration';
import { HealthBadge } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { ConnectionList } from './ConnectionList';
import { FactList } from './FactList';
import { FigureTiles } from './FigureTiles';
import { Findings } from './Findings';
import { Ownership } from './Ownership';
import { PanelSection } from './PanelSection';
import { SubjectHeading } from './SubjectHeading';
import { TopicList } from './TopicList';

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1.5),
  },
  stale: {
    fontSize: 14,
    padding: theme.spacing(1, 1.25),
    borderRadius: 8,
    border: `1px dashed ${theme.palette.status.warning}`,
    marginTop: theme.spacing(1.5),
  },
  none: { fontSize: 14, color: theme.palette.textSubtle },
}));

/** @internal */
export interface NodeDetailsProps {
  node: TopologyNode;
  /** All edges of the map. */
  edges: TopologyEdge[];
  nodeById: Map<string, TopologyNode>;
  scope?: ScopeReport;
  readings: ReadingsStore;
  /** Where the whole map shows it, if this is only a part of it. */
  mapLink?: string;
  onOpenNode: (nodeId: string) => void;
  onOpenEdge?: (edgeId: string) => void;
}

/** All that is known of a resource, in the order that people ask for it. */
export function NodeDetails(props: NodeDetailsProps) {
  const { node, edges, nodeById, scope, readings, mapLink } = props;
  const { onOpenNode, onOpenEdge } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { reading, health } = useNodeHealth(readings, node);
  const now = useNow(10);
  const facts = nodeFacts(t, node);
  const topics = topicsOfCluster(node, nodeById.values());
  const tags = Object.entries(node.tags);
  const deadLetterQueue =
    isNodeOfKind(node, 'queue') && node.attributes.deadLetterQueue === true;

  return (
    <>
      <SubjectHeading
        icon={<KindIcon kind={node.kind} deadLetterQueue={deadLetterQueue} />}
        kind={deadLetterQueue ? t('deadLetterQueue') : t(`kind.${node.kind}`)}
        name={node.name}
        colour={familyColour(theme, familyOf(node.kind))}
      >
        <HealthBadge status={health.status} />
      </SubjectHeading>

      <div className={classes.actions}>
        {node.consoleUrl && (
          <Button
            size="small"
            variant="outlined"
            startIcon={<OpenInNewIcon />}
            href={node.consoleUrl}
            target="_blank"
            rel="noopener noreferrer"
          >
            {t('panel.console')}
          </Button>
        )}
        {mapLink && (
          <LinkButton size="small" variant="outlined" to={mapLink}>
            {t('panel.openMap')}
          </LinkButton>
        )}
        <CopyButton text={node.id} />
      </div>

      {node.stale && (
        <Typography className={classes.stale}>
          {scope?.lastCompleteAt
            ? t('panel.stale', {
                scope: node.scope,
                age: formatAge(t, scope.lastCompleteAt, now),
              })
            : t('panel.staleUnknown', { scope: node.scope })}
        </Typography>
      )}

      <Findings findings={health.findings} />

      {isReadableKind(node.kind) && (
        <PanelSection title={t('panel.figures')}>
          {reading ? (
            <FigureTiles node={node} reading={reading} readings={readings} />
          ) : (
            <Typography className={classes.none}>
              {t('panel.noFigures')}
            </Typography>
          )}
        </PanelSection>
      )}

      {facts.length > 0 && (
        <PanelSection title={t('panel.about')}>
          <FactList
            facts={facts}
            onOpenNode={onOpenNode}
            isOnMap={id => nodeById.has(id)}
          />
        </PanelSection>
      )}

      {topics.length > 0 && (
        <PanelSection title={t('panel.topics')}>
          <TopicList topics={topics} onOpenNode={onOpenNode} />
        </PanelSection>
      )}

      <PanelSection title={t('panel.incoming')}>
        <ConnectionList
          edges={edges.filter(edge => edge.to === node.id)}
          otherEnd="from"
          nodeById={nodeById}
          onOpenNode={onOpenNode}
          onOpenEdge={onOpenEdge}
          none={t('panel.noIncoming')}
        />
      </PanelSection>
      <PanelSection title={t('panel.outgoing')}>
        <ConnectionList
          edges={edges.filter(edge => edge.from === node.id)}
          otherEnd="to"
          nodeById={nodeById}
          onOpenNode={onOpenNode}
          onOpenEdge={onOpenEdge}
          none={t('panel.noOutgoing')}
        />
      </PanelSection>

      <PanelSection title={t('panel.ownership')}>
        <Ownership node={node} />
      </PanelSection>

      <PanelSection title={t('panel.identity')}>
        <FactList facts={identity()} />
      </PanelSection>

      {tags.length > 0 && (
        <PanelSection title={t('panel.tags')}>
          <FactList
            facts={tags.map(([label, value]): Fact => ({ label, value }))}
          />
        </PanelSection>
      )}
    </>
  );

  function identity(): Fact[] {
    return [
      { label: t('panel.arn'), value: node.id },
      { label: t('panel.account'), value: node.accountId },
      { label: t('panel.region'), value: node.region },
      ...(scope
        ? [
            {
              label: t('panel.readAt'),
              value: t('panel.readAgo', {
                age: formatAge(t, scope.finishedAt, now),
              }),
            },
          ]
        : []),
    ];
  }
}

function CopyButton({ text }: { text: string }) {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const [copied, setCopied] = useState(false);
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={<FileCopyOutlinedIcon />}
      onClick={() =>
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      <span aria-live="polite">
        {copied ? t('panel.copied') : t('panel.copyArn')}
      </span>
    </Button>
  );
}
