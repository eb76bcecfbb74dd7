import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NodeGroup,
  NodeHealth,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { groupElementId } from '../../graph/draw-map';
import { Selection } from '../../graph/view-state';
import { ReadingsStore } from '../../live/ReadingsStore';
import { eventTopologyTranslationRef } from '../../translation';
import { nameOfArn } from '../../wording/name-of-arn';
import {
  BundleDetails,
  EdgeDetails,
  GroupDetails,
  NodeDetails,
} from '../SidePanel';
import { SelectedEdges } from './selected-edges';

/** @internal */
export interface SelectionDetailsProps {
  selection: Selection;
  snapshot: TopologySnapshot;
  selected: SelectedEdges;
  nodeById: Map<string, TopologyNode>;
  groups: NodeGroup[];
  health: Map<string, NodeHealth>;
  readings: ReadingsStore;
  onOpenNode: (nodeId: string) => void;
  onOpenEdge: (edgeId: string) => void;
  onOpenGroup: (groupId: string) => void;
}

/** The details of whatever is selected. */
export function SelectionDetails(props: SelectionDetailsProps) {
  const { selection, snapshot, selected, nodeById, groups } = props;
  const { health, readings, onOpenNode, onOpenEdge, onOpenGroup } = props;
  const { t } = useTranslationRef(eventTopologyTranslationRef);

  const node = selection.type === 'node' && nodeById.get(selection.id);
  if (node) {
    return (
      <NodeDetails
        key={node.id}
        node={node}
        edges={snapshot.edges}
        nodeById={nodeById}
        scope={snapshot.scopes.find(scope => scope.key === node.scope)}
        readings={readings}
        onOpenNode={onOpenNode}
        onOpenEdge={onOpenEdge}
      />
    );
  }

  const [edge] = selected.edges;
  if (edge && selected.edges.length === 1) {
    return (
      <EdgeDetails edge={edge} nodeById={nodeById} onOpenNode={onOpenNode} />
    );
  }
  if (selected.line) {
    return (
      <BundleDetails
        edges={selected.edges}
        from={nameOfElement(selected.line.from)}
        to={nameOfElement(selected.line.to)}
        nodeById={nodeById}
        onOpenEdge={onOpenEdge}
      />
    );
  }

  const group =
    selection.type === 'group' &&
    groups.find(candidate => candidate.id === selection.id);
  if (group) {
    return (
      <GroupDetails
        group={group}
        members={group.nodeIds.flatMap(id => nodeById.get(id) ?? [])}
        health={health}
        onOpenNode={onOpenNode}
        onOpenGroup={() => onOpenGroup(group.id)}
      />
    );
  }

  return (
    <>
      <Typography variant="h6" component="h2">
        {t('panel.gone')}
      </Typography>
      <Typography variant="body2">{t('panel.goneHint')}</Typography>
      <Typography variant="body2" style={{ overflowWrap: 'anywhere' }}>
        {selection.id}
      </Typography>
    </>
  );

  function nameOfElement(id: string): string {
    return (
      nodeById.get(id)?.name ??
      groups.find(candidate => groupElementId(candidate.id) === id)?.title ??
      nameOfArn(id)
    );
  }
}
