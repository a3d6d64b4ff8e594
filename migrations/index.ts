import { Context1764000000001 } from './1764000000001-context.js';
import { Directory1764000000002 } from './1764000000002-directory.js';
import { Partnerships1764000000003 } from './1764000000003-partnerships.js';
import { SignIn1764000000004 } from './1764000000004-sign-in.js';
import { Cases1764000000005 } from './1764000000005-cases.js';
import { Reports1764000000006 } from './1764000000006-reports.js';
import { Decisions1764000000007 } from './1764000000007-decisions.js';
import { EventLog1764000000008 } from './1764000000008-event-log.js';
import { AuditAndKeys1764000000009 } from './1764000000009-audit-and-keys.js';
import { ReadsByIndex1764000000010 } from './1764000000010-reads-by-index.js';
import { LinkedReports1764000000011 } from './1764000000011-linked-reports.js';
import { OpenSession1764000000012 } from './1764000000012-open-session.js';
import { StatutoryFinding1764000000013 } from './1764000000013-statutory-finding.js';
import { PartnershipDocuments1764000000014 } from './1764000000014-partnership-documents.js';
import { PolicyProposals1764000000015 } from './1764000000015-policy-proposals.js';
import { PolicyLanguage1764000000016 } from './1764000000016-policy-language.js';
import { ApprovedPolicies1764000000017 } from './1764000000017-approved-policies.js';
import { ClocksOfPolicies1764000000020 } from './1764000000020-clocks-of-policies.js';
import { Judgements1764000000021 } from './1764000000021-judgements.js';
import { ClocksThatRepeat1764000000022 } from './1764000000022-clocks-that-repeat.js';
import { LiveFacts1764000000023 } from './1764000000023-live-facts.js';
import { ClocksBegunAndPaused1764000000024 } from './1764000000024-clocks-begun-and-paused.js';
import { AuditChain1764000000025 } from './1764000000025-audit-chain.js';
import { Roles1764000000026 } from './1764000000026-roles.js';
import { Members1764000000027 } from './1764000000027-members.js';
import { Sharing1764000000028 } from './1764000000028-sharing.js';
import { BrowserSessions1764000000029 } from './1764000000029-browser-sessions.js';
import { ReportReaders1764000000030 } from './1764000000030-report-readers.js';
import { ServiceAccounts1764000000031 } from './1764000000031-service-accounts.js';
import { GoingLive1764000000033 } from './1764000000033-going-live.js';

/** Every migration, oldest first. New ones go to the end; one that has run anywhere never changes. */
export const migrations = [
  Context1764000000001,
  Directory1764000000002,
  Partnerships1764000000003,
  SignIn1764000000004,
  Cases1764000000005,
  Reports1764000000006,
  Decisions1764000000007,
  EventLog1764000000008,
  AuditAndKeys1764000000009,
  ReadsByIndex1764000000010,
  LinkedReports1764000000011,
  OpenSession1764000000012,
  StatutoryFinding1764000000013,
  PartnershipDocuments1764000000014,
  PolicyProposals1764000000015,
  PolicyLanguage1764000000016,
  ApprovedPolicies1764000000017,
  ClocksOfPolicies1764000000020,
  Judgements1764000000021,
  ClocksThatRepeat1764000000022,
  LiveFacts1764000000023,
  ClocksBegunAndPaused1764000000024,
  AuditChain1764000000025,
  Roles1764000000026,
  Members1764000000027,
  Sharing1764000000028,
  BrowserSessions1764000000029,
  ReportReaders1764000000030,
  ServiceAccounts1764000000031,
  GoingLive1764000000033,
];
