import { later, managers, notAsked, officers, outsider, owner, reader } from './acts.js';
import type { ViewerState } from './oracle.js';

const officer = ['cases.read_asked', 'reports.read_own'];

/** Everybody who may come to a report, by demo person; what their role allows is as tenants/roles.yaml says. */
export const viewers: Readonly<Record<string, ViewerState & { readonly as?: string }>> = {
  'officer of the owner': { as: officers[owner], agency: owner, permissions: officer },
  'officer of a party': { as: officers[reader], agency: reader, permissions: officer },
  'officer of a party outside the agreement': {
    as: officers[outsider],
    agency: outsider,
    permissions: officer,
  },
  'officer of an agency asked later': { as: officers[later], agency: later, permissions: officer },
  'officer of an agency not asked': { as: officers[notAsked], agency: notAsked, permissions: officer },
  coordinator: { as: 'priya.coordinator', permissions: ['cases.read_all', 'reports.read_linked'] },
  chair: { as: 'helen.chair', permissions: ['cases.read_all'] },
  'panel member': { as: 'paula.panel', permissions: ['cases.read_all'] },
  administrator: { as: 'owen.administrator', permissions: [] },
  'manager of the owner': { as: managers[owner], agency: owner, permissions: [] },
  'manager of a party': { as: managers[reader], agency: reader, permissions: [] },
  'board reader': { as: 'nadia.board', permissions: [] },
  auditor: { as: 'agnes.auditor', permissions: [] },
  'policing body': { as: 'marcus.policing-body', permissions: [] },
  analyst: { as: 'ada.analyst', permissions: [] },
  advocate: { as: 'abel.advocate', permissions: [] },
};

/** Those who have no membership here: another partnership's coordinator and officer, and the public. */
export const strangers: Readonly<Record<string, string | undefined>> = {
  'coordinator of another partnership': 'ruth.coordinator',
  'officer of another partnership': 'ewan.police',
  'the public': undefined,
};
