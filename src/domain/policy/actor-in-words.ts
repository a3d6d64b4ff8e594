import type { Actor } from './timescales.js';

const ACTOR_WORDS: Readonly<Record<Actor, string>> = {
  coordinator: 'the coordinator',
  partnership: 'the partnership',
  partnership_chair: 'the chair of the partnership',
  area_team: 'the area team',
  agency: 'the agency',
  lead_agency: 'the lead agency',
  panel: 'the panel',
  panel_chair: 'the chair of the panel',
  policing_body: 'the local policing body',
  named_director: 'the named director',
  appeal_panel: 'the appeal panel',
  other_partnership: 'the other partnership',
  victim: 'the victim',
};

/** Who acts, as a sentence names them: "the chair of the panel". */
export function actorInWords(actor: Actor): string {
  return ACTOR_WORDS[actor];
}
