import type { DemoMembership, DemoPerson } from '#identity/demo-people.js';

import { html, wholePage, type Markup } from './page.js';

/** The page on which a demo person is chosen: one group per partnership, one button per membership. */
export function signInPage(people: readonly DemoPerson[], problem?: string): string {
  const partnerships = [
    ...new Set(people.flatMap(({ memberships }) => memberships.map((one) => one.partnership))),
  ];
  return wholePage(
    'Sign in to Concord as a demo person',
    html`${problem === undefined ? '' : html`<p class="error" role="alert">${problem}</p>`}
      <p>
        This server runs with invented people for development. There are no passwords: choose whom to act as.
      </p>
      <form method="post">
        ${partnerships.map((partnership) => partnershipGroup(partnership, people))} ${newcomers(people)}
      </form>`,
  );
}

function partnershipGroup(partnership: string, people: readonly DemoPerson[]): Markup {
  const buttons = people.flatMap((person) =>
    person.memberships
      .filter((membership) => membership.partnership === partnership)
      .map((membership) => personButton(person, membership)),
  );
  return html`<fieldset>
    <legend>${slugInWords(partnership)}</legend>
    ${buttons}
  </fieldset>`;
}

/** Those who are no members anywhere, until somebody invites them. */
function newcomers(people: readonly DemoPerson[]): Markup | '' {
  const waiting = people.filter(({ memberships }) => memberships.length === 0);
  if (waiting.length === 0) return '';
  return html`<fieldset>
    <legend>Not a member yet</legend>
    ${waiting.map(
      ({ subject, name }) => html`<button type="submit" name="person" value="${subject}">${name}</button>`,
    )}
  </fieldset>`;
}

function personButton({ subject, name }: DemoPerson, { roles, agency }: DemoMembership): Markup {
  const words = roles.join(', ').replaceAll('_', ' ');
  const place = agency === undefined ? words : `${words}, ${slugInWords(agency)}`;
  return html`<button type="submit" name="person" value="${subject}">
    ${name} <span class="place">${place}</span>
  </button>`;
}

function slugInWords(slug: string): string {
  return slug
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
