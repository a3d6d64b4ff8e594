import type { Clock, Stores } from '#casework/ports.js';
import { agreementStore } from './agreement.store.js';
import { caseLabelStore } from './case-label.store.js';
import { caseStore } from './case.store.js';
import { clientKeyStore } from './client-key.store.js';
import { clockStore } from './clock.store.js';
import { conflictStore } from './conflict.store.js';
import { decisionStore } from './decision.store.js';
import { grantStore } from './grant.store.js';
import { importRunStore } from './import-run.store.js';
import { incidentStore } from './incident.store.js';
import { judgementStore } from './judgement.store.js';
import { markerStore } from './marker.store.js';
import { memberStore } from './member.store.js';
import { pauseStore } from './pause.store.js';
import { partnershipStore } from './partnership.store.js';
import { policyProposalStore } from './policy-proposal.store.js';
import { reportStore } from './report.store.js';
import { requestStore } from './request.store.js';
import type { WritingSql } from './unit-of-work.js';

/** Every store over one transaction. */
export function storesOver(sql: WritingSql, clock: Clock): Stores {
  return {
    partnership: partnershipStore(sql),
    policies: policyProposalStore(sql),
    cases: caseStore(sql),
    incidents: incidentStore(sql),
    requests: requestStore(sql),
    clocks: clockStore(sql),
    pauses: pauseStore(sql),
    decisions: decisionStore(sql),
    conflicts: conflictStore(sql),
    markers: markerStore(sql),
    judgements: judgementStore(sql),
    labels: caseLabelStore(sql),
    reports: reportStore(sql),
    agreements: agreementStore(sql),
    grants: grantStore(sql),
    importRuns: importRunStore(sql),
    members: memberStore(sql),
    clientKeys: clientKeyStore(sql, clock),
    appendEvent: (event) => {
      sql.appendEvent(event);
    },
    membersChanged: () => {
      sql.membersChanged();
    },
    recordAudit: (entry) => {
      sql.recordAudit(entry);
    },
  };
}
