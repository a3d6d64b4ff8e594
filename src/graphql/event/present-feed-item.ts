import type { CaseEventRecord } from '#casework/events.js';
import type { FeedItem } from '#casework/live-ports.js';
import type { Holding, IncidentMatchEnum, ThresholdOutcomeEnum } from '../case/case.enum.js';
import type { Cursors } from '../context.js';
import { toNodeId } from '../node-id.js';
import { CaseEvent, Heartbeat, SnapshotRequired, StreamEnded, type StreamEndReason } from './event.type.js';

export function presentFeedItem(
  item: FeedItem,
  cursors: Cursors,
): CaseEvent | Heartbeat | SnapshotRequired | StreamEnded {
  switch (item.kind) {
    case 'event':
      return Object.assign(new CaseEvent(), presentEvent(item.event, cursors));
    case 'heartbeat':
      return Object.assign(new Heartbeat(), { cursor: cursors.seal(item.position) });
    case 'snapshot_required':
      return Object.assign(new SnapshotRequired(), { cursor: cursors.seal(item.position) });
    case 'ended':
      return Object.assign(new StreamEnded(), { reason: item.reason as StreamEndReason });
  }
}

function presentEvent(event: CaseEventRecord, cursors: Cursors): CaseEvent {
  const { body = {} } = event;
  return {
    id: event.id,
    type: event.type,
    at: event.at,
    caseId: toNodeId('Case', event.caseId),
    caseVersion: event.caseVersion,
    stage: event.stage,
    outcome: (body.outcome ?? null) as ThresholdOutcomeEnum | null,
    match: (body.match ?? null) as IncidentMatchEnum | null,
    holds: (body.holds ?? null) as Holding | null,
    clocksStarted: (body.clocksStarted ?? []).map(({ id, step, dueOn }) => ({
      id: toNodeId('Clock', id),
      step,
      dueOn,
    })),
    cursor: cursors.seal(event.position),
  };
}
