import type { Permission } from '#domain/sharing/permissions.js';
import type { PermittedRows, RowToInsert } from './permitted-rows.js';
import type { ThreeCases } from './three-cases.js';

const row = (
  permission: Permission,
  by: string,
  reach: string | RowToInsert,
  besides: readonly Permission[] = [],
): PermittedRows => ({ permission, by: [by], reach, besides });

const givers: readonly Permission[] = ['grants.give', 'reports.link'];

/** What is shown and taken of agreements and grants by a permission. */
export function permittedSharing({ leicester: { policeId, others } }: ThreeCases): PermittedRows[] {
  const { userId } = others.agency_manager;
  const ofPolice = `owner_agency_id = '${policeId}'`;
  const grants = `select from concord.record_grants where ${ofPolice}`;
  const close = `update concord.record_grants set revoked_at = now() where ${ofPolice}`;
  const opened = `select from concord.reports where agency_id <> '${policeId}'`;
  const grant = { table: 'record_grants', like: ofPolice, changed: { given_by: userId } };
  const ofOthers = `select from concord.record_grants where owner_agency_id <> '${policeId}'`;
  const readers: readonly Permission[] = [...givers, 'grants.see'];
  return [
    ...readers.map((each) =>
      row(
        each,
        'record_grants.owner_or_lead_reads',
        grants,
        readers.filter((other) => other !== each),
      ),
    ),
    ...givers.flatMap((each) => {
      const besides = givers.filter((other) => other !== each);
      return [
        row(each, 'record_grants.agency_shares_its_own', grant, besides),
        row(each, 'record_grants.agency_revokes_its_own', close, besides),
      ];
    }),
    row('cases.read_all', 'record_grants.owner_or_lead_reads', ofOthers),
    row('cases.read_asked', 'report_readers.reader_reads', 'select from concord.report_readers'),
    row('cases.read_asked', 'reports.granted_reads', opened, ['reports.read_linked']),
    ...ofAgreements(),
  ];
}

function ofAgreements(): PermittedRows[] {
  return [
    row('agreements.record', 'sharing_agreements.recorded_as_signed', {
      table: 'sharing_agreements',
      like: 'true',
      changed: { title: 'Another' },
    }),
    row('agreements.record', 'sharing_agreement_parties.recorded_as_signed', {
      table: 'sharing_agreement_parties',
      like: 'true',
    }),
    row(
      'agreements.withdraw',
      'sharing_agreements.withdrawn_for_good',
      'update concord.sharing_agreements set withdrawn_at = now()',
    ),
    row(
      'agreements.leave',
      'sharing_agreement_parties.left_by_agency',
      'update concord.sharing_agreement_parties set left_at = now()',
    ),
  ];
}
