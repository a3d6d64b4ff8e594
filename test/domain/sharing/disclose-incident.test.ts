import { discloseIncident } from '#domain/sharing/disclose-incident.js';

const matched = {
  id: 'i1',
  match: 'CONFIRMED',
  place: 'Invented Street',
  matchNote: 'The council holds a log of the neighbour.',
  problemId: 'l1',
  placeId: 'l2',
  complainedOfId: 'l3',
};

describe('an incident of a case', () => {
  it('is shown whole to those who lead the review', () => {
    expect(discloseIncident(matched, { leadsReview: true })).toEqual({ incident: matched, disclosure: [] });
  });

  it('keeps the match for an agency, and not the note or the labels that may speak of what others hold', () => {
    expect(discloseIncident(matched, { leadsReview: false })).toEqual({
      incident: { ...matched, matchNote: null, problemId: null, placeId: null, complainedOfId: null },
      disclosure: ['matchNote', 'problem', 'placeLabel', 'personComplainedOf'].map((field) => ({
        field,
        state: 'WITHHELD',
      })),
    });
  });
});
