/** What a partnership's file can say beside who it is, in words that name the word. */
export function fullSettings(word: string, agencies: readonly string[]): object {
  const host = `${word.toLowerCase()}.example`;
  const reached = (who: string) => ({
    role: `${who} of ${word}`,
    email: `${who.toLowerCase()}@${host}`,
  });
  return {
    nation: 'wales',
    languages: ['en', 'cy'],
    leadAgency: agencies[0],
    agencies: agencies.map((slug) => ({ slug, complaints: complaintsOf(word) })),
    areaTeams: [{ slug: `${word.toLowerCase()}-team`, postcodes: [`${word} 4`], contact: reached('Team') }],
    ombudsmen: [
      {
        id: `ombudsman-${word.toLowerCase()}`,
        name: `Ombudsman of ${word}`,
        welsh: `Ombudsman of ${word} in Welsh`,
        kinds: ['police', 'council', 'housing_provider', 'health', 'policing_body', 'other'],
        url: `https://ombudsman.${host}/`,
        phone: `${word} 999`,
      },
    ],
    privacyNotice: {
      words: `Privacy in ${word}`,
      welsh: `Privacy in ${word}, in Welsh`,
      url: `https://${host}/privacy`,
    },
    rightsRequests: reached('Rights'),
    dataComplaints: reached('Complaints'),
    retention: [
      { records: 'case', keepFor: { months: 72 }, words: `Kept in ${word}`, source: `Page of ${word}` },
    ],
    protectiveMarking: `Marked by ${word}`,
  };
}

function complaintsOf(word: string): object {
  const host = `${word.toLowerCase()}.example`;
  return {
    words: `Complain to ${word}`,
    welsh: `Complain to ${word} in Welsh`,
    url: `https://${host}/complain`,
    email: `complain@${host}`,
    phone: `${word} 111`,
    address: `2 ${word} Street`,
  };
}
